package io.latchkey.key;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.database.RepeatedAfterDeadlock;
import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.ProblemException;
import io.latchkey.right.CustomRight;
import io.latchkey.right.CustomRights;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Imports keys from another system, so that its clients can keep using them. An import is all or nothing. */
@Singleton
public class KeyImport {

    /** Also reported for a key that is or was another organisation's, without revealing that. */
    private static final String NOT_IMPORTABLE = "is not importable";

    private final EntityManager entities;
    private final KeySettings settings;
    private final CustomRights customRights;
    private final KeyImportStore store;
    private final KeyDigester digester;
    private final KeySecrets secrets;
    private final InactivityPolicy inactivity;
    private final AuditLog audit;
    private final Event<SecretMade> made;
    private final Clock clock;

    @Inject
    KeyImport(
            EntityManager entities,
            KeySettings settings,
            CustomRights customRights,
            KeyImportStore store,
            KeyDigester digester,
            KeySecrets secrets,
            InactivityPolicy inactivity,
            AuditLog audit,
            Event<SecretMade> made,
            Clock clock) {
        this.entities = entities;
        this.settings = settings;
        this.customRights = customRights;
        this.store = store;
        this.digester = digester;
        this.secrets = secrets;
        this.inactivity = inactivity;
        this.audit = audit;
        this.made = made;
        this.clock = clock;
    }

    /**
     * Returns the errors that prevent the user from importing the given lines, which are keyed by line
     * number.
     */
    @Transactional
    public List<ImportError> check(long userId, SortedMap<Integer, ImportedKey> lines) {
        AccountUser creator = entities.find(AccountUser.class, userId);
        // Not locked: nothing is stored here, and a check should not block anyone.
        Map<String, CustomRight> rights =
                rights(lines, name -> customRights.find(creator.organisation().id(), name));
        List<ImportError> errors = new ArrayList<>();
        SortedMap<Integer, String> digests = new TreeMap<>();
        lines.forEach((number, line) -> {
            errors.addAll(errors(creator, number, line, rights));
            if (line.key() == null != (line.sha256() == null)) {
                digests.put(number, HexFormat.of().formatHex(digest(line)));
            }
        });
        Set<String> taken = store.taken(creator.organisation().id(), digests.values());
        Map<String, Integer> firsts = new HashMap<>();
        digests.forEach((number, digest) -> {
            String field = lines.get(number).key() == null ? "sha256" : "key";
            Integer first = firsts.putIfAbsent(digest, number);
            if (first != null) {
                errors.add(new ImportError(number, field, "is the same key as in line " + first));
            } else if (taken.contains(digest)) {
                errors.add(new ImportError(number, field, NOT_IMPORTABLE));
            }
        });
        return errors;
    }

    /** Looks up each right named in the lines once, in the order of the names. */
    private static Map<String, CustomRight> rights(
            SortedMap<Integer, ImportedKey> lines, Function<String, Optional<CustomRight>> find) {
        Map<String, CustomRight> rights = new HashMap<>();
        lines.values().stream()
                .flatMap(line -> Optional.ofNullable(line.customRight()).stream())
                .sorted()
                .distinct()
                .forEach(name -> find.apply(name).ifPresent(right -> rights.put(name, right)));
        return rights;
    }

    private List<ImportError> errors(
            AccountUser creator, int number, ImportedKey line, Map<String, CustomRight> rights) {
        List<ImportError> errors = new ArrayList<>();
        if (line.key() == null == (line.sha256() == null)) {
            errors.add(new ImportError(number, "", "must have either key or sha256"));
        }
        // Whenever it is presented, such a text is treated as a mistyped key.
        if (line.token().filter(token -> !token.isPlausible()).isPresent()) {
            errors.add(new ImportError(number, "key", "starts like a Latchkey key but has a wrong checksum"));
        }
        try {
            settings.draft(creator, 0, line.request(), name -> Optional.ofNullable(rights.get(name)));
        } catch (ProblemException invalid) {
            invalid.problem()
                    .errors()
                    .forEach(error -> errors.add(new ImportError(number, error.field(), error.detail())));
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
    @RepeatedAfterDeadlock
    @Transactional
    public long store(long userId, SortedMap<Integer, ImportedKey> lines) {
        AccountUser creator = entities.find(AccountUser.class, userId);
        long organisationId = creator.organisation().id();
        // Done before taking the lock, as far as possible: sealing needs the key's number, so it has to wait.
        Iterator<byte[]> digests =
                lines.values().stream().map(this::digest).toList().iterator();
        long first = OrganisationLock.takeKeyNumbers(entities, organisationId, lines.size());
        // Locked in a fixed order, regardless of the file, so that two imports cannot deadlock.
        Map<String, CustomRight> rights = rights(lines, name -> customRights.findToKeep(organisationId, name));
        Instant now = clock.instant();
        List<KeyImportStore.Row> rows = new ArrayList<>();
        SortedMap<Long, KeyState> states = new TreeMap<>();
        for (ImportedKey line : lines.values()) {
            ApiKey key = settings.draft(
                    creator, first + rows.size(), line.request(), name -> Optional.ofNullable(rights.get(name)));
            if (line.isDisabled()) {
                key.disable();
            }
            key.showAs(line.token().flatMap(KeyToken::hint));
            KeySecret secret = secrets.make(key, digests.next(), line.token(), key.createdAt());
            rows.add(new KeyImportStore.Row(key, line.isDisabled(), secret));
            states.put(key.number(), KeyState.of(key, inactivity, now));
        }
        store.insert(rows);
        made.fire(new SecretMade());
        audit.addAll(AuditAction.KEY_IMPORTED, organisationId, states);
        return first;
    }

    private byte[] digest(ImportedKey line) {
        return line.token()
                .map(digester::digest)
                .or(() -> line.hash().map(digester::digest))
                .orElseThrow();
    }
}
