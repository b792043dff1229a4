package io.latchkey.keyimport;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Thrown when lines of a file are not valid, so that nothing was imported: 400, with the errors by line. */
public class ImportRefused extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** Per line, so that every invalid line is named while the response remains bounded. */
    private static final int MAX_OF_LINE = 5;

    private final transient List<ImportError> errors;
    private final int count;
    private final int lines;

    ImportRefused(List<ImportError> errors) {
        this(errors.size(), byLine(errors));
    }

    private ImportRefused(int count, SortedMap<Integer, List<ImportError>> lines) {
        this(
                count,
                lines.size(),
                "Nothing was imported: " + counted(count, "error") + " in " + counted(lines.size(), "line") + ".",
                lines.values().stream()
                        .flatMap(line -> line.stream().limit(MAX_OF_LINE))
                        .toList());
    }

    private ImportRefused(int count, int lines, String detail, List<ImportError> errors) {
        super(problem(detail, errors));
        this.count = count;
        this.lines = lines;
        this.errors = errors;
    }

    private static SortedMap<Integer, List<ImportError>> byLine(List<ImportError> errors) {
        return errors.stream().collect(Collectors.groupingBy(ImportError::line, TreeMap::new, Collectors.toList()));
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static Problem problem(String detail, List<ImportError> errors) {
        List<FieldError> named = errors.stream()
                .map(error -> new FieldError(
                        "line " + error.line() + (error.field().isEmpty() ? "" : ": " + error.field()), error.detail()))
                .toList();
        ProblemType type = ProblemType.INVALID_REQUEST;
        return new Problem(type.uri(), type.title(), type.status(), detail, named);
    }

    /** Returns the number of all errors in the file. */
    public int count() {
        return count;
    }

    /** Returns the number of lines with errors. */
    public int lines() {
        return lines;
    }

    /** Returns the errors, line by line; only the first few of each line. */
    public List<ImportError> errors() {
        return errors;
    }
}
