package io.latchkey.keyimport;

import io.latchkey.key.BulkKeys;
import io.latchkey.key.KeyRequest;
import io.latchkey.keytoken.KeyDigester;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Imports keys from another system, so that its clients can keep using them. An import is all or nothing. */
@Singleton
public class KeyImport {

    private final BulkKeys keys;
    private final KeyDigester digester;

    @Inject
    KeyImport(BulkKeys keys, KeyDigester digester) {
        this.keys = keys;
        this.digester = digester;
    }

    /**
     * Returns the errors that prevent the user from importing the given lines, which are keyed by line
     * number.
     */
    @Transactional
    public List<ImportError> check(long userId, SortedMap<Integer, ImportedKey> lines) {
        SortedMap<Integer, KeyRequest> requests = new TreeMap<>();
        lines.forEach((number, line) -> requests.put(number, line.request()));
        Map<Integer, List<FieldError>> invalid = keys.errors(userId, requests);
        List<ImportError> errors = new ArrayList<>();
        SortedMap<Integer, String> digests = new TreeMap<>();
        lines.forEach((number, line) -> {
            errors.addAll(secretErrors(number, line));
            invalid.get(number).forEach(error -> errors.add(new ImportError(number, error.field(), error.detail())));
            if (line.hasOneSecret()) {
                digests.put(number, digest(line));
            }
        });
        Set<String> taken = keys.taken(userId, digests.values());
        Map<String, Integer> firsts = new HashMap<>();
        digests.forEach((number, digest) -> {
            String field = lines.get(number).key() == null ? "sha256" : "key";
            Integer first = firsts.putIfAbsent(digest, number);
            if (first != null) {
                errors.add(
                        new ImportError(number, field, ImportReason.of(ImportFault.REPEATED, Integer.toString(first))));
            } else if (taken.contains(digest)) {
                errors.add(new ImportError(number, field, ImportReason.of(ImportFault.TAKEN)));
            }
        });
        return errors;
    }

    private static List<ImportError> secretErrors(int number, ImportedKey line) {
        List<ImportError> errors = new ArrayList<>();
        if (!line.hasOneSecret()) {
            errors.add(new ImportError(number, "", ImportReason.of(ImportFault.SECRET)));
        }
        // Whenever it is presented, such a text is treated as a mistyped key.
        if (line.token().filter(token -> !token.isPlausible()).isPresent()) {
            errors.add(new ImportError(number, "key", ImportReason.of(ImportFault.CHECKSUM)));
        }
        return errors;
    }

    /**
     * Imports lines for which {@link #check} has reported no errors.
     *
     * @return the number of the first key; the others follow in the order of the lines
     * @throws ProblemException 400, if an expiry has passed or a custom right was deleted in the meantime
     * @throws jakarta.persistence.PersistenceException if one of the keys has been created in the meantime
     */
    public long store(long userId, SortedMap<Integer, ImportedKey> lines) {
        return keys.create(
                userId,
                lines.values().stream()
                        .map(line -> new BulkKeys.Item(line.request(), line.isDisabled(), digest(line), line.token()))
                        .toList());
    }

    private String digest(ImportedKey line) {
        byte[] digest = line.token()
                .map(digester::digest)
                .or(() -> line.hash().map(digester::digestOfSha256))
                .orElseThrow();
        return HexFormat.of().formatHex(digest);
    }
}
