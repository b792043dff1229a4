package io.latchkey.keyimport;

import io.latchkey.key.ImportError;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import java.util.Comparator;
import java.util.List;

/** Lines of a file are wrong, so that nothing of it was imported: 400, with each of them. */
public class ImportRefused extends ProblemException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_ERRORS = 1000;

    private final transient List<ImportError> errors;

    ImportRefused(List<ImportError> errors) {
        this(errors.size(), errors.stream().map(ImportError::line).distinct().count(), first(errors));
    }

    private ImportRefused(int count, long lines, List<ImportError> errors) {
        super(problem(count, lines, errors));
        this.errors = errors;
    }

    private static List<ImportError> first(List<ImportError> errors) {
        return errors.stream()
                .sorted(Comparator.comparingInt(ImportError::line))
                .limit(MAX_ERRORS)
                .toList();
    }

    private static Problem problem(int count, long lines, List<ImportError> errors) {
        List<FieldError> named = errors.stream()
                .map(error -> new FieldError(
                        "line " + error.line() + (error.field().isEmpty() ? "" : ": " + error.field()), error.detail()))
                .toList();
        String detail = "Nothing was imported: " + count + " errors in " + lines + " lines"
                + (count > MAX_ERRORS ? ", of which the first " + MAX_ERRORS + " are named." : ".");
        ProblemType type = ProblemType.INVALID_REQUEST;
        return new Problem(type.uri(), type.title(), type.status(), detail, named);
    }

    /** What is wrong, line by line: the first 1000 errors. */
    public List<ImportError> errors() {
        return errors;
    }
}
