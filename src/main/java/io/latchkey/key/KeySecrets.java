package io.latchkey.key;

import io.latchkey.keytoken.KeyCopying;
import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.keytoken.KeyVault;
import io.latchkey.keytoken.KnownSecrets;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Creates, finds and ends the secrets of keys. Each change is part of the caller's transaction. */
@Singleton
class KeySecrets {

    /**
     * Fetches a secret, its key and the key's right at once. The right is joined by its path from the secret: joined by
     * an alias of the key, it would not be fetched by EclipseLink.
     */
    private static final String WITH_KEY = "SELECT s FROM KeySecret s JOIN FETCH s.key"
            + " LEFT JOIN FETCH s.key.customRight WHERE s.digest = :digest";

    /** Matches the secrets that are valid at the time of the parameter {@code now}. */
    private static final String VALID = validAt(":now");

    private final EntityManager entities;
    private final KeyDigester digester;
    private final EndedSecrets ended;
    private final KeyVault vault;
    private final KeyCopying copying;
    private final KnownSecrets known;
    private final SecureRandom random;
    private final Event<SecretCreated> created;

    @Inject
    KeySecrets(
            EntityManager entities,
            KeyDigester digester,
            EndedSecrets ended,
            KeyVault vault,
            KeyCopying copying,
            KnownSecrets known,
            SecureRandom random,
            Event<SecretCreated> created) {
        this.entities = entities;
        this.digester = digester;
        this.ended = ended;
        this.vault = vault;
        this.copying = copying;
        this.known = known;
        this.random = random;
        this.created = created;
    }

    private static String validAt(String time) {
        return "(s.validUntil IS NULL OR s.validUntil > " + time + ")";
    }

    /** Adds a secret that does not expire. */
    KeyToken add(ApiKey key, Instant now) {
        KeyToken token = KeyToken.generate(random);
        entities.persist(create(key, digester.digest(token), Optional.of(token), now));
        created.fire(new SecretCreated());
        key.setHint(token.hint());
        return token;
    }

    /**
     * Creates a secret that does not expire, without storing it. It is kept for copying if that is allowed
     * and the secret is known in clear.
     */
    KeySecret create(ApiKey key, byte[] digest, Optional<KeyToken> token, Instant now) {
        KeySecret secret = new KeySecret(key, digest, now);
        known.add(digest);
        token.filter(clear -> copying.isAllowed())
                .ifPresent(clear ->
                        secret.keep(vault.seal(clear, key.organisationId(), key.number()), vault.currentVersion()));
        return secret;
    }

    /** Returns the presented secret and its key in one query, even if it has expired. */
    Optional<KeySecret> find(KeyToken presented) {
        if (!presented.isPlausible()) {
            return Optional.empty();
        }
        return entities.createQuery(WITH_KEY, KeySecret.class)
                .setParameter("digest", digester.digest(presented))
                .getResultStream()
                .findFirst();
    }

    /**
     * Returns the key's non-expiring secret in clear.
     *
     * @throws ProblemException 409, if it is not kept
     */
    KeyToken open(ApiKey key) {
        KeySecret current = entities.createQuery(
                        "SELECT s FROM KeySecret s WHERE s.key = :key AND s.validUntil IS NULL", KeySecret.class)
                .setParameter("key", key)
                .getSingleResult();
        int version = current.masterKeyVersion()
                .filter(kept -> copying.isAllowed())
                .orElseThrow(
                        () -> new ProblemException(Problem.of(ProblemType.KEY_NOT_KEPT, copying.unavailableReason())));
        return vault.open(version, current.sealedKey(), key.organisationId(), key.number());
    }

    /** Returns the valid secrets of the given keys by key id, latest first. */
    Map<Long, List<ValidSecret>> valid(List<ApiKey> keys, Instant now) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery(
                        "SELECT NEW io.latchkey.key.ValidSecret(s.keyId, s.createdAt, s.validUntil, s.lastUsedAt,"
                                + " s.masterKeyVersion) FROM KeySecret s WHERE s.keyId IN :keys AND " + VALID
                                + " ORDER BY s.createdAt DESC",
                        ValidSecret.class)
                .setParameter("keys", keys.stream().map(ApiKey::id).toList())
                .setParameter("now", now)
                .getResultStream()
                .collect(Collectors.groupingBy(ValidSecret::keyId));
    }

    /** Records that the key's secrets, which are about to be deleted with it, have ended. */
    void recordAll(ApiKey key) {
        lockAll(key);
        ended.record(key);
    }

    /**
     * Records that the organisation's secret has leaked, whether it is still stored or has ended. The caller has locked
     * its key, if that is still there.
     */
    void recordLeaked(long organisationId, KeyToken token) {
        entities.createNativeQuery("UPDATE api_key_secret SET leaked = TRUE WHERE digest = ?1 AND organisation_id = ?2")
                .setParameter(1, digester.digest(token))
                .setParameter(2, organisationId)
                .executeUpdate();
        ended.markLeaked(organisationId, token);
    }

    /**
     * Makes the key's secrets expire at {@code end} at the latest, and deletes those that had expired before.
     * One that expires now stays until the next time, so that a report of it as leaked is recognised.
     */
    void endAll(ApiKey key, Instant end, Instant now) {
        lockAll(key);
        ended.recordExpired(key, now);
        entities.createQuery("DELETE FROM KeySecret s WHERE s.key = :key AND s.validUntil <= :now")
                .setParameter("key", key)
                .setParameter("now", now)
                .executeUpdate();
        entities.createQuery("UPDATE KeySecret s SET s.validUntil = :end WHERE s.key = :key AND " + validAt(":end"))
                .setParameter("end", end)
                .setParameter("key", key)
                .executeUpdate();
    }

    /** Locks the key's secrets in the order in which nodes write their last uses, to avoid a deadlock. */
    private void lockAll(ApiKey key) {
        entities.createNativeQuery("SELECT id FROM api_key_secret WHERE key_id = ?1 ORDER BY id FOR UPDATE")
                .setParameter(1, key.id())
                .getResultList();
    }

    /** Returns whether the secret is valid according to the current state of the database. */
    boolean isValid(long id, Instant now) {
        return !entities.createQuery("SELECT s.id FROM KeySecret s WHERE s.id = :id AND " + VALID, Long.class)
                .setParameter("id", id)
                .setParameter("now", now)
                .getResultList()
                .isEmpty();
    }

    /** Returns the number of the key's valid secrets. */
    long count(ApiKey key, Instant now) {
        return entities.createQuery("SELECT COUNT(s) FROM KeySecret s WHERE s.key = :key AND " + VALID, Long.class)
                .setParameter("key", key)
                .setParameter("now", now)
                .getSingleResult();
    }
}
