package io.latchkey.key;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.database.RepeatedAfterDeadlock;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.StaleVersionException;
import io.latchkey.right.CustomRight;
import io.latchkey.right.CustomRights;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Creates, finds, lists, changes and deletes API keys. Every operation is scoped to one organisation. */
@Singleton
public class ApiKeys {

    private static final String OF_ORGANISATION =
            "SELECT k FROM ApiKey k LEFT JOIN FETCH k.customRight WHERE k.organisationId = :organisation ";

    private static final String LOCK = "SELECT id FROM api_key WHERE organisation_id = ?1 AND number = ?2 FOR UPDATE";

    private final EntityManager entities;
    private final KeySecrets secrets;
    private final KeyOverviews overviews;
    private final KeySettings settings;
    private final InactivityPolicy inactivity;
    private final KeyFilterQuery filterQuery;
    private final KeyLabelIndex labels;
    private final CustomRights customRights;
    private final AuditLog audit;
    private final Event<KeyDeadlineChanged> deadlines;
    private final Event<KeyChanged> changed;
    private final Clock clock;

    @Inject
    public ApiKeys(
            EntityManager entities,
            KeySecrets secrets,
            KeyOverviews overviews,
            KeySettings settings,
            InactivityPolicy inactivity,
            KeyFilterQuery filterQuery,
            KeyLabelIndex labels,
            CustomRights customRights,
            AuditLog audit,
            Event<KeyDeadlineChanged> deadlines,
            Event<KeyChanged> changed,
            Clock clock) {
        this.entities = entities;
        this.secrets = secrets;
        this.overviews = overviews;
        this.settings = settings;
        this.inactivity = inactivity;
        this.filterQuery = filterQuery;
        this.labels = labels;
        this.customRights = customRights;
        this.audit = audit;
        this.deadlines = deadlines;
        this.changed = changed;
        this.clock = clock;
    }

    /** Returns the organisation's key with the given number. */
    public Optional<ApiKey> find(long organisationId, long number) {
        return entities.createQuery(OF_ORGANISATION + "AND k.number = :number", ApiKey.class)
                .setParameter("organisation", organisationId)
                .setParameter("number", number)
                .getResultStream()
                .findFirst();
    }

    /** Returns at most {@code limit} of the organisation's keys after the given number, ordered by number. */
    public List<ApiKey> list(long organisationId, long afterNumber, int limit) {
        return entities.createQuery(OF_ORGANISATION + "AND k.number > :after ORDER BY k.number", ApiKey.class)
                .setParameter("organisation", organisationId)
                .setParameter("after", afterNumber)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Returns at most {@code limit} keys that match the filter, ordered by number. */
    List<ApiKey> list(long organisationId, KeyFilter filter, long afterNumber, int limit) {
        if (filter.isEmpty()) {
            return list(organisationId, afterNumber, limit);
        }
        List<Long> numbers = filterQuery.numbers(organisationId, filter, afterNumber, limit);
        if (numbers.isEmpty()) {
            return List.of();
        }
        return entities.createQuery(OF_ORGANISATION + "AND k.number IN :numbers ORDER BY k.number", ApiKey.class)
                .setParameter("organisation", organisationId)
                .setParameter("numbers", numbers)
                .getResultList();
    }

    /**
     * Returns what would be refused in a request to create a key, beyond the constraints of its fields. Stores nothing:
     * for a form that shows all errors at once.
     */
    @Transactional
    public List<FieldError> errors(long userId, KeyRequest request) {
        return errors(userId, request.asChange());
    }

    /** Returns the same for a change to a key, as far as it does not depend on the key. */
    @Transactional
    public List<FieldError> errors(long userId, KeyChange change) {
        AccountUser creator = entities.find(AccountUser.class, userId);
        long organisationId = creator.organisationId();
        return settings.errors(creator, change, name -> customRights.find(organisationId, name));
    }

    /**
     * Creates an enabled key in the requesting user's organisation.
     *
     * @throws ProblemException 400, if the expiry has passed, or an address, the id or a label is not valid; names
     *     every such field
     */
    @RepeatedAfterDeadlock
    @Transactional
    public NewKey create(long userId, KeyRequest request) {
        AccountUser creator = entities.find(AccountUser.class, userId);
        long organisationId = creator.organisationId();
        // The lock ensures unique numbers without gaps when keys are created concurrently.
        long number = OrganisationLock.takeKeyNumbers(entities, organisationId, 1);
        ApiKey key = settings.draft(creator, number, request, rightsToKeep(organisationId));
        entities.persist(key);
        KeyToken token = secrets.add(key, key.createdAt());
        entities.flush();
        labels.write(key);
        audit.add(AuditAction.KEY_CREATED, organisationId, number, Optional.empty(), Optional.of(state(key)));
        return new NewKey(overviews.of(key), token);
    }

    /** Returns the key in clear, for copying. Fails if the copying cannot be recorded in the audit log. */
    @Transactional
    public Optional<KeyToken> secret(long organisationId, long number) {
        Optional<KeyToken> token = find(organisationId, number).map(secrets::open);
        token.ifPresent(
                shown -> audit.add(AuditAction.KEY_COPIED, organisationId, number, Optional.empty(), Optional.empty()));
        return token;
    }

    /**
     * Changes a key; fields left out of the change stay as they are. Without an expected version, the change takes
     * effect whatever others change at the same time: whoever disables a key must not have to try again. Returns what is
     * shown of the changed key, which is read in the same transaction: otherwise a change that was made could be
     * answered as if it had not been.
     *
     * @param expectedVersion the version that the user has read, if given
     * @throws StaleVersionException if the key no longer has that version
     */
    @RepeatedAfterDeadlock
    @Transactional
    public Optional<KeyOverview> change(
            long organisationId, long number, Optional<Long> expectedVersion, KeyChange change) {
        if (change.newCustomRight().isPresent()) {
            // Taken before the right is locked: creating a key takes both locks in this order.
            OrganisationLock.take(entities, organisationId);
        }
        // Before the key is read, so that its version is still the current one when it is written.
        lock(organisationId, number);
        return find(organisationId, number).map(key -> {
            key.requireVersion(expectedVersion);
            KeyState before = state(key);
            settings.apply(change, key, rightsToKeep(organisationId));
            // Ensures that the response carries the new version, and that a conflict surfaces here.
            entities.flush();
            changed.fire(new KeyChanged(key.id()));
            KeyState after = state(key);
            // The version does not serialise two requests that change nothing.
            if (!after.labels().equals(before.labels())) {
                labels.write(key);
            }
            if (after.endsOtherThan(before)) {
                deadlines.fire(new KeyDeadlineChanged(key));
            }
            audit.addChange(organisationId, number, before, after);
            return overviews.of(key);
        });
    }

    /**
     * Deletes a key permanently. Returns false if there is no such key.
     *
     * @param expectedVersion the version that the user has read, if given
     * @throws StaleVersionException if the key no longer has that version
     */
    @RepeatedAfterDeadlock
    @Transactional
    public boolean delete(long organisationId, long number, Optional<Long> expectedVersion) {
        // Locked so that the audit log records the key's last state. The key's uses may be written
        // concurrently with locks taken in another order, hence the retry.
        lock(organisationId, number);
        Optional<ApiKey> found = find(organisationId, number);
        found.ifPresent(key -> {
            key.requireVersion(expectedVersion);
            KeyState last = state(key);
            secrets.recordAll(key);
            entities.remove(key);
            entities.flush();
            changed.fire(new KeyChanged(key.id()));
            audit.add(AuditAction.KEY_DELETED, organisationId, number, Optional.of(last), Optional.empty());
        });
        return found.isPresent();
    }

    /** Locks the key's row, to be called before the key is read; does nothing if there is no such key. */
    void lock(long organisationId, long number) {
        entities.createNativeQuery(LOCK)
                .setParameter(1, organisationId)
                .setParameter(2, number)
                .getResultList();
    }

    private Function<String, Optional<CustomRight>> rightsToKeep(long organisationId) {
        return name -> customRights.findToKeep(organisationId, name);
    }

    private KeyState state(ApiKey key) {
        return KeyState.of(key, inactivity, clock.instant());
    }
}
