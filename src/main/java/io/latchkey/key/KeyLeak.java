package io.latchkey.key;

import io.latchkey.audit.AuditAction;
import io.latchkey.audit.AuditLog;
import io.latchkey.database.RepeatedAfterDeadlock;
import io.latchkey.keytoken.KeyToken;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Disables keys that have leaked. The whole key is disabled, whichever of its secrets has leaked. It can be
 * enabled again once it has been rotated, which ends all of its earlier secrets.
 */
@Singleton
public class KeyLeak {

    private final EntityManager entities;
    private final KeySecrets secrets;
    private final EndedSecrets ended;
    private final AuditLog audit;
    private final Event<KeyLeaked> leaked;
    private final Event<KeyChanged> changed;
    private final Clock clock;

    @Inject
    public KeyLeak(
            EntityManager entities,
            KeySecrets secrets,
            EndedSecrets ended,
            AuditLog audit,
            Event<KeyLeaked> leaked,
            Event<KeyChanged> changed,
            Clock clock) {
        this.entities = entities;
        this.secrets = secrets;
        this.ended = ended;
        this.audit = audit;
        this.leaked = leaked;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * Disables the organisation's key to which the token belongs or belonged. A key already reported is left
     * as it is. Whatever becomes of the key, nobody can import this token any more.
     *
     * @param where called only if this report has disabled the key, and only after that
     * @return the outcome; empty if the organisation has no such key
     */
    @RepeatedAfterDeadlock
    @Transactional
    public Optional<Done> report(long organisationId, KeyToken token, Supplier<KeyLeaked.Where> where) {
        if (!token.isPlausible()) {
            return Optional.empty();
        }
        Optional<KeySecret> found = find(organisationId, token).or(() -> {
            // Waits for an import that is storing the token again, if it is one that has ended. Changes no secret of a
            // key, as that key must be locked before.
            ended.markLeaked(organisationId, token);
            return find(organisationId, token);
        });
        // Two concurrent reports count as one, and a concurrent rotation happens either before or after.
        Optional<ApiKey> locked = found.flatMap(this::lock);
        // After the key has been locked, as every change of its secrets, and before the audit log.
        found.ifPresent(secret -> secrets.recordLeaked(organisationId, token));
        return locked.map(key -> {
            Instant now = clock.instant();
            boolean valid = secrets.isValid(found.get().id(), now);
            if (valid && !key.isLeaked()) {
                disable(key, where, now);
            }
            return new Done(key.number(), valid);
        });
    }

    private Optional<KeySecret> find(long organisationId, KeyToken token) {
        return secrets.find(token).filter(secret -> secret.key().organisationId() == organisationId);
    }

    private Optional<ApiKey> lock(KeySecret secret) {
        return entities.createQuery("SELECT k FROM ApiKey k WHERE k.id = :id", ApiKey.class)
                .setParameter("id", secret.key().id())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    private void disable(ApiKey key, Supplier<KeyLeaked.Where> where, Instant now) {
        key.disableAsLeaked(now);
        entities.flush();
        changed.fire(new KeyChanged(key.id()));
        KeyLeaked.Where found = where.get();
        leaked.fire(new KeyLeaked(key, found, now));
        audit.add(AuditAction.KEY_LEAKED, key.organisationId(), key.number(), Optional.empty(), Optional.of(found));
    }

    /**
     * The outcome of a report.
     *
     * @param number the key's number
     * @param disabled whether the key is disabled; false if a rotation had already ended the secret
     */
    public record Done(long number, boolean disabled) {}
}
