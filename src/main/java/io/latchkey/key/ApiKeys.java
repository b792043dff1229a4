package io.latchkey.key;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.database.RepeatedAfterDeadlock;
import io.latchkey.json.Patch;
import io.latchkey.json.VisibleText;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.StaleVersionException;
import io.latchkey.quota.RateLimit;
import io.latchkey.right.AccessRight;
import io.latchkey.right.CustomRight;
import io.latchkey.right.CustomRights;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Creates, finds, lists, changes and deletes API keys. Every operation is scoped to one organisation. */
@Singleton
public class ApiKeys {

    private static final String OF_ORGANISATION =
            "SELECT k FROM ApiKey k JOIN FETCH k.createdBy LEFT JOIN FETCH k.customRight"
                    + " WHERE k.organisationId = :organisation ";

    private static final Instant LAST_EXPIRY = Instant.parse("9999-01-01T00:00:00Z");

    private final EntityManager entities;
    private final KeySecrets secrets;
    private final InactivityPolicy inactivity;
    private final KeyLabelSearch search;
    private final CustomRights customRights;
    private final AuditLog audit;
    private final Event<KeyDeadlineChanged> deadlines;
    private final Event<KeyChanged> changed;
    private final Clock clock;

    @Inject
    public ApiKeys(
            EntityManager entities,
            KeySecrets secrets,
            InactivityPolicy inactivity,
            KeyLabelSearch search,
            CustomRights customRights,
            AuditLog audit,
            Event<KeyDeadlineChanged> deadlines,
            Event<KeyChanged> changed,
            Clock clock) {
        this.entities = entities;
        this.secrets = secrets;
        this.inactivity = inactivity;
        this.search = search;
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
        if (filter.letsAllThrough()) {
            return list(organisationId, afterNumber, limit);
        }
        List<Long> numbers = search.numbers(organisationId, filter, afterNumber, limit);
        if (numbers.isEmpty()) {
            return List.of();
        }
        return entities.createQuery(OF_ORGANISATION + "AND k.number IN :numbers ORDER BY k.number", ApiKey.class)
                .setParameter("organisation", organisationId)
                .setParameter("numbers", numbers)
                .getResultList();
    }

    /**
     * Creates an enabled key in the requesting user's organisation.
     *
     * @throws ProblemException 400, if the expiry has passed, or an address, the id or a label is not valid
     */
    @RepeatedAfterDeadlock
    @Transactional
    public NewKey create(long userId, KeyRequest request) {
        AccountUser creator = entities.find(AccountUser.class, userId);
        long organisationId = creator.organisation().id();
        // The lock ensures unique numbers without gaps when keys are created concurrently.
        long number = OrganisationLock.takeKeyNumbers(entities, organisationId, 1);
        ApiKey key = draft(creator, number, request, rightsToKeep(organisationId));
        entities.persist(key);
        KeyToken token = secrets.add(key, key.createdAt());
        entities.flush();
        search.index(key);
        audit.add(AuditAction.KEY_CREATED, organisationId, number, Optional.empty(), Optional.of(state(key)));
        return new NewKey(key, token);
    }

    /**
     * Creates an enabled key without storing it.
     *
     * @param rights finds the organisation's custom rights by name
     * @throws ProblemException as for {@link #create(long, KeyRequest)}
     */
    ApiKey draft(AccountUser creator, long number, KeyRequest request, Function<String, Optional<CustomRight>> rights) {
        ApiKey key = new ApiKey(creator, number, request.description(), request.accessRight(), clock.instant());
        apply(request.more(), key, rights);
        return key;
    }

    private Function<String, Optional<CustomRight>> rightsToKeep(long organisationId) {
        return name -> customRights.findToKeep(organisationId, name);
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
     * Changes a key; fields left out of the change stay as they are.
     *
     * @param expectedVersion the version that the user has read, if given
     * @throws StaleVersionException if the key no longer has that version
     */
    @RepeatedAfterDeadlock
    @Transactional
    public Optional<ApiKey> change(long organisationId, long number, Optional<Long> expectedVersion, KeyChange change) {
        if (change.newCustomRight().isPresent()) {
            // Taken before the right is locked: creating a key takes both locks in this order.
            OrganisationLock.take(entities, organisationId);
        }
        Optional<ApiKey> found = find(organisationId, number);
        found.ifPresent(key -> {
            key.requireVersion(expectedVersion);
            KeyState before = state(key);
            apply(change, key, rightsToKeep(organisationId));
            // Ensures that the response carries the new version, and that a conflict surfaces here.
            entities.flush();
            changed.fire(new KeyChanged(key.id()));
            KeyState after = state(key);
            // The version does not serialise two requests that change nothing.
            if (!after.labels().equals(before.labels())) {
                search.index(key);
            }
            if (after.endsOtherThan(before)) {
                deadlines.fire(new KeyDeadlineChanged(key));
            }
            audit.addChange(organisationId, number, before, after);
        });
        return found;
    }

    private void apply(KeyChange change, ApiKey key, Function<String, Optional<CustomRight>> rights) {
        Instant now = clock.instant();
        change.newDescription().ifPresent(key::describe);
        limit(key, change, rights);
        change.newExpiry().ifPresent(expiry -> key.expireAt(expiry.value().map(at -> inFuture(at, now)), now));
        change.newAddresses()
                .ifPresent(list ->
                        key.letInFrom(list.value().map(AllowedNetworks::of).orElse(AllowedNetworks.EVERYWHERE)));
        change.newExternalId().ifPresent(id -> key.identifyAs(id.value().map(ApiKeys::externalId)));
        change.newLabels()
                .ifPresent(labels ->
                        key.label(labels.value().map(key.labels()::with).orElse(KeyLabels.NONE)));
        change.newRateLimit().ifPresent(limit -> key.slowDownTo(limit.value().map(ApiKeys::rateLimit)));
        change.newQuota().ifPresent(quota -> key.endAfter(quota.value().map(of -> of.of(key.quota()))));
        change.newStatus().ifPresent(status -> {
            if (status == KeyStatus.DISABLED) {
                // Also a key past its period: an earlier use not yet written would otherwise enable it again.
                key.disable();
            } else if (key.status(inactivity, now) != KeyStatus.ENABLED) {
                enable(key, now);
            }
        });
    }

    private static void enable(ApiKey key, Instant now) {
        if (key.isExpired(now)) {
            throw ProblemException.invalid(
                    "status", "must not be ENABLED unless expiresAt is set to a later time or null");
        }
        if (key.isLeaked()) {
            throw ProblemException.invalid("status", "must not be ENABLED until the key is rotated: it has leaked");
        }
        key.enable(now);
    }

    private void limit(ApiKey key, KeyChange change, Function<String, Optional<CustomRight>> rights) {
        AccessRight right = change.newAccessRight().orElse(key.accessRight());
        Optional<String> name = change.newCustomRight().flatMap(Patch::value);
        if (right != AccessRight.CUSTOM) {
            if (name.isPresent()) {
                throw ProblemException.invalid("customRight", "must be left out unless accessRight is CUSTOM");
            }
            key.limitTo(right);
            return;
        }
        if (name.isPresent()) {
            key.limitTo(rights.apply(name.get())
                    .orElseThrow(() ->
                            ProblemException.invalid("customRight", "must be the name of one of your custom rights")));
        } else if (change.newCustomRight().isPresent() || key.customRight().isEmpty()) {
            throw ProblemException.invalid(
                    "customRight", "must be the name of a custom right if accessRight is CUSTOM");
        }
    }

    /** Validates an expiry and truncates it to the databases' precision and range. */
    private static Instant inFuture(Instant expiry, Instant now) {
        Instant exact = expiry.isBefore(LAST_EXPIRY) ? expiry.truncatedTo(ChronoUnit.MICROS) : Instant.MIN;
        if (!exact.isAfter(now)) {
            throw ProblemException.invalid("expiresAt", "must be in the future, and before the year 9999");
        }
        return exact;
    }

    private static String externalId(String id) {
        if (id.isEmpty() || id.length() > KeyRequest.MAX_EXTERNAL_ID || !id.matches(VisibleText.ANY)) {
            throw ProblemException.invalid(
                    "externalId", "must be 1 to 255 characters, with something visible and no control characters");
        }
        return id;
    }

    private static RateLimit rateLimit(String text) {
        return RateLimit.parse(text).orElseThrow(() -> ProblemException.invalid("rateLimit", RateLimit.RULE));
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
        Optional<ApiKey> found = entities.createQuery(
                        "SELECT k FROM ApiKey k WHERE k.organisationId = :organisation AND k.number = :number",
                        ApiKey.class)
                .setParameter("organisation", organisationId)
                .setParameter("number", number)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
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

    private KeyState state(ApiKey key) {
        return KeyState.of(key, inactivity, clock.instant());
    }
}
