package io.latchkey.keyimport;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.rest.BodyBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines of a file by number, if they are valid by themselves, and the errors in the others. */
final class ImportLines {

    static final int MAX = 10_000;

    private final BodyBinder binder;
    private final SortedMap<Integer, ImportedKey> keys = new TreeMap<>();
    private final List<ImportError> errors = new ArrayList<>();
    private int count;

    ImportLines(BodyBinder binder) {
        this.binder = binder;
    }

    /**
     * Adds a line, given as a JSON object.
     *
     * @throws UnreadableFile if there are too many
     */
    void add(int number, byte[] json) {
        countOneMore();
        try {
            keys.put(number, binder.bind(json, ImportedKey.class));
        } catch (ProblemException invalid) {
            for (FieldError error : invalid.problem().errors()) {
                errors.add(new ImportError(number, error.field(), error.detail()));
            }
        }
    }

    /**
     * Adds a line that cannot be read as an object.
     *
     * @throws UnreadableFile if there are too many lines
     */
    void add(ImportError error) {
        countOneMore();
        errors.add(error);
    }

    private void countOneMore() {
        count++;
        if (count > MAX) {
            throw new UnreadableFile(ImportFault.KEYS, MAX);
        }
    }

    SortedMap<Integer, ImportedKey> keys() {
        return keys;
    }

    List<ImportError> errors() {
        return errors;
    }
}
