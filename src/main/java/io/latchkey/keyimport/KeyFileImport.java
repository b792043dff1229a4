package io.latchkey.keyimport;

import io.latchkey.database.DatabaseFault;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Imports the keys of a file, all or nothing. */
@Singleton
public class KeyFileImport {

    /** The maximum size of a file in bytes; about 800 per key. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    private final ImportReader reader;
    private final KeyImport keys;

    @Inject
    KeyFileImport(ImportReader reader, KeyImport keys) {
        this.reader = reader;
        this.keys = keys;
    }

    /**
     * Imports CSV for the user, or performs a dry run.
     *
     * @throws ImportRefused if lines are not valid
     * @throws UnreadableFile if the file as a whole is not valid
     * @throws ProblemException if another request has stored one of the keys first, or if a date or a right is no
     *     longer valid
     */
    KeyImportDocument csv(byte[] file, long userId, boolean dryRun) {
        return take(reader.csv(file), userId, dryRun);
    }

    /** Imports NDJSON in the same way, one JSON object per line. */
    KeyImportDocument ndjson(byte[] file, long userId, boolean dryRun) {
        return take(reader.ndjson(file), userId, dryRun);
    }

    /** Detects which of the two formats the file has: no CSV that can be imported begins with a brace. */
    public KeyImportDocument either(byte[] file, long userId, boolean dryRun) {
        for (byte b : file) {
            if (b == '{') {
                return ndjson(file, userId, dryRun);
            }
            boolean beforeText = Character.isWhitespace(b) || b < 0;
            if (!beforeText) {
                break;
            }
        }
        return csv(file, userId, dryRun);
    }

    private KeyImportDocument take(ImportLines lines, long userId, boolean dryRun) {
        List<ImportError> errors = new ArrayList<>(lines.errors());
        errors.addAll(keys.check(userId, lines.keys()));
        if (!errors.isEmpty()) {
            throw new ImportRefused(errors);
        }
        int count = lines.keys().size();
        if (count == 0) {
            throw new UnreadableFile(ImportFault.EMPTY);
        }
        if (dryRun) {
            return new KeyImportDocument(true, count, Optional.empty(), Optional.empty());
        }
        long first = store(userId, lines);
        return new KeyImportDocument(false, count, Optional.of(first), Optional.of(first + count - 1));
    }

    private long store(long userId, ImportLines lines) {
        try {
            return keys.store(userId, lines.keys());
        } catch (RuntimeException e) {
            if (DatabaseFault.isDuplicate(e)) {
                throw new ProblemException(Problem.of(
                        ProblemType.CONFLICT,
                        "Another request stored one of the keys first. Nothing was imported; try again."));
            }
            throw e;
        }
    }
}
