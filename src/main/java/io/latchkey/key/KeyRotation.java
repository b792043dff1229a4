package io.latchkey.key;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.database.RepeatedAfterDeadlock;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import io.latchkey.problem.StaleVersionException;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives a key a new secret; earlier secrets remain valid for an overlap. */
@Singleton
public class KeyRotation {

    /** Long enough to update any client; a secret needed for longer should be a separate key. */
    private static final int MAX_OVERLAP_DAYS = 90;

    /** The overlaps that are allowed, for texts. */
    static final String OVERLAPS = "PT0S to P" + MAX_OVERLAP_DAYS + "D";

    private static final Duration MAX_OVERLAP = Duration.ofDays(MAX_OVERLAP_DAYS);

    private static final int MAX_SECRETS = 10;

    /**
     * By how much the end of a secret that ends at once is set back, so that a node whose clock is behind refuses it
     * too.
     */
    private static final Duration LONG_AGO = Duration.ofDays(1);

    private final EntityManager entities;
    private final ApiKeys keys;
    private final KeySecrets secrets;
    private final KeyOverviews overviews;
    private final AuditLog audit;
    private final Event<KeyChanged> changed;
    private final Clock clock;
    private final Duration defaultOverlap;

    /**
     * Reads {@code latchkey.rotation.overlap}.
     *
     * @throws IllegalArgumentException if it is negative or longer than 90 days
     */
    @Inject
    public KeyRotation(
            EntityManager entities,
            ApiKeys keys,
            KeySecrets secrets,
            KeyOverviews overviews,
            AuditLog audit,
            Event<KeyChanged> changed,
            Clock clock,
            @ConfigProperty(name = "latchkey.rotation.overlap") Duration defaultOverlap) {
        if (defaultOverlap.isNegative() || defaultOverlap.compareTo(MAX_OVERLAP) > 0) {
            throw new IllegalArgumentException("latchkey.rotation.overlap must be from " + OVERLAPS);
        }
        this.entities = entities;
        this.keys = keys;
        this.secrets = secrets;
        this.overviews = overviews;
        this.audit = audit;
        this.changed = changed;
        this.clock = clock;
        this.defaultOverlap = defaultOverlap;
    }

    /**
     * Creates a new secret that is valid immediately. Earlier secrets remain valid for no longer than the
     * overlap; if the key has leaked, they expire at once. Without an expected version, the key is rotated
     * whatever others change at the same time.
     *
     * @param expectedVersion the version that the user has read, if given
     * @throws StaleVersionException if the key no longer has that version
     * @throws ProblemException 400 for an overlap that is negative or over 90 days; 409 if too many secrets
     *     overlap
     */
    @RepeatedAfterDeadlock
    @Transactional
    public Optional<NewKey> rotate(
            long organisationId, long number, Optional<Long> expectedVersion, Optional<Duration> overlap) {
        Duration length = overlap.orElse(defaultOverlap);
        if (length.isNegative() || length.compareTo(MAX_OVERLAP) > 0) {
            throw ProblemException.invalid("overlap", "must be a duration from " + OVERLAPS);
        }
        // Before the key is read, so that the later of two concurrent rotations finds the version that the earlier
        // one has left.
        keys.lock(organisationId, number);
        return keys.find(organisationId, number).map(key -> {
            key.requireVersion(expectedVersion);
            return rotate(key, length);
        });
    }

    private NewKey rotate(ApiKey key, Duration overlap) {
        Instant now = clock.instant();
        Duration left = key.isLeaked() ? Duration.ZERO : overlap;
        Instant end = now.plus(left);
        key.rotate(now);
        secrets.endAll(key, left.isZero() ? now.minus(LONG_AGO) : end, now);
        if (secrets.count(key, now) >= MAX_SECRETS) {
            throw new ProblemException(Problem.of(
                    ProblemType.CONFLICT,
                    "The key already has " + MAX_SECRETS + " secrets. Rotate it with a shorter overlap."));
        }
        KeyToken token = secrets.add(key, now);
        entities.flush();
        changed.fire(new KeyChanged(key.id()));
        audit.add(
                AuditAction.KEY_ROTATED,
                key.organisationId(),
                key.number(),
                Optional.empty(),
                Optional.of(new Rotation(end)));
        return new NewKey(overviews.of(key), token);
    }

    /** A rotation's details in the audit log. */
    record Rotation(Instant earlierSecretsValidUntil) {}
}
