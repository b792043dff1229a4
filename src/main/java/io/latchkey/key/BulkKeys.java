package io.latchkey.key;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.database.RepeatedAfterDeadlock;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.FieldError;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Creates many keys at once, with secrets that another system has made; all of them or none. */
@Singleton
public class BulkKeys {

    private final EntityManager entities;
    private final KeySettings settings;
    private final CustomRights customRights;
    private final BulkKeyStore store;
    private final KeySecrets secrets;
    private final EndedSecrets ended;
    private final InactivityPolicy inactivity;
    private final AuditLog audit;
    private final Event<SecretCreated> created;
    private final Clock clock;

    @Inject
    BulkKeys(
            EntityManager entities,
            KeySettings settings,
            CustomRights customRights,
            BulkKeyStore store,
            KeySecrets secrets,
            EndedSecrets ended,
            InactivityPolicy inactivity,
            AuditLog audit,
            Event<SecretCreated> created,
            Clock clock) {
        this.entities = entities;
        this.settings = settings;
        this.customRights = customRights;
        this.store = store;
        this.secrets = secrets;
        this.ended = ended;
        this.inactivity = inactivity;
        this.audit = audit;
        this.created = created;
        this.clock = clock;
    }

    /**
     * A key to create.
     *
     * @param digest the digest of its secret by {@link io.latchkey.keytoken.KeyDigester}, in hexadecimal
     * @param token the secret in clear, if known
     */
    public record Item(KeyRequest request, boolean disabled, String digest, Optional<KeyToken> token) {}

    /** Returns the errors in each of the user's requests, under the request's own number. Stores nothing. */
    @Transactional
    public Map<Integer, List<FieldError>> errors(long userId, SortedMap<Integer, KeyRequest> requests) {
        AccountUser creator = entities.find(AccountUser.class, userId);
        // Not locked: nothing is stored here, and a check should not block anyone.
        Map<String, CustomRight> rights =
                rights(requests.values(), name -> customRights.find(creator.organisationId(), name));
        Map<Integer, List<FieldError>> errors = new HashMap<>();
        requests.forEach((number, request) -> errors.put(
                number, settings.errors(creator, request.asChange(), name -> Optional.ofNullable(rights.get(name)))));
        return errors;
    }

    /**
     * Returns those of the given hexadecimal digests that the user cannot store: they belong to a key,
     * belonged to another organisation's, or have leaked.
     */
    @Transactional
    public Set<String> taken(long userId, Collection<String> digests) {
        AccountUser creator = entities.find(AccountUser.class, userId);
        return ended.taken(creator.organisationId(), digests);
    }

    /**
     * Creates the keys.
     *
     * @return the number of the first key; the others follow in the order of the list
     * @throws ProblemException 400, if a request is not valid; 409, if a secret has been reported as leaked meanwhile
     * @throws jakarta.persistence.PersistenceException if a digest belongs to a key already
     */
    @RepeatedAfterDeadlock
    @Transactional
    public long create(long userId, List<Item> items) {
        AccountUser creator = entities.find(AccountUser.class, userId);
        long organisationId = creator.organisationId();
        long first = OrganisationLock.takeKeyNumbers(entities, organisationId, items.size());
        // Some may have been reported as leaked since they were looked up.
        ended.lockUnlessLeaked(organisationId, items.stream().map(Item::digest).toList());
        // Locked in a fixed order, whatever that of the items, so that two callers cannot deadlock.
        Map<String, CustomRight> rights = rights(
                items.stream().map(Item::request).toList(), name -> customRights.findToKeep(organisationId, name));
        Instant now = clock.instant();
        List<BulkKeyStore.Row> rows = new ArrayList<>();
        SortedMap<Long, KeyState> states = new TreeMap<>();
        for (Item item : items) {
            ApiKey key = settings.draft(
                    creator, first + rows.size(), item.request(), name -> Optional.ofNullable(rights.get(name)));
            if (item.disabled()) {
                key.disable();
            }
            key.setHint(item.token().flatMap(KeyToken::hint));
            byte[] digest = HexFormat.of().parseHex(item.digest());
            KeySecret secret = secrets.create(key, digest, item.token(), key.createdAt());
            rows.add(new BulkKeyStore.Row(key, item.disabled(), secret));
            states.put(key.number(), KeyState.of(key, inactivity, now));
        }
        store.insert(rows);
        created.fire(new SecretCreated());
        audit.addAll(AuditAction.KEY_IMPORTED, organisationId, states);
        return first;
    }

    /** Looks up each right named in the requests once, in the order of the names. */
    private static Map<String, CustomRight> rights(
            Collection<KeyRequest> requests, Function<String, Optional<CustomRight>> find) {
        Map<String, CustomRight> rights = new HashMap<>();
        requests.stream()
                .flatMap(request -> Optional.ofNullable(request.customRight()).stream())
                .sorted()
                .distinct()
                .forEach(name -> find.apply(name).ifPresent(right -> rights.put(name, right)));
        return rights;
    }
}
