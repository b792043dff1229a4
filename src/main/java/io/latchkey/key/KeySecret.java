package io.latchkey.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * A secret of a key, as presented by callers: its digest and, if kept for copying, the encrypted secret. A
 * key has several while it is being rotated.
 */
@Entity
@Table(name = "api_key_secret")
public class KeySecret {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "api_key_secret_seq")
    @SequenceGenerator(name = "api_key_secret_seq", sequenceName = "api_key_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "key_id")
    private ApiKey key;

    // The same id, for queries that do not need the key's row.
    @SuppressWarnings("UnusedVariable")
    @Column(name = "key_id", insertable = false, updatable = false)
    private long keyId;

    private byte[] digest;

    @Column(name = "sealed_key")
    private byte[] sealedKey;

    @Column(name = "master_key_version")
    private Integer masterKeyVersion;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "valid_until")
    private Instant validUntil;

    // Written only by set-based statements (usage), and read by queries.
    @SuppressWarnings("UnusedVariable")
    @Column(name = "last_used_at", insertable = false, updatable = false)
    private Instant lastUsedAt;

    /** For Jakarta Persistence. */
    protected KeySecret() {}

    /** Creates a secret that does not expire and is not kept for copying. */
    KeySecret(ApiKey key, byte[] digest, Instant createdAt) {
        this.organisationId = key.organisationId();
        this.key = key;
        this.digest = digest.clone();
        this.createdAt = createdAt;
    }

    /** Keeps the secret for copying, sealed under the given version of the master key. */
    void keep(byte[] newSealedKey, int version) {
        this.sealedKey = newSealedKey.clone();
        this.masterKeyVersion = version;
    }

    public long id() {
        return id;
    }

    /** Returns the key to which the secret belongs. */
    public ApiKey key() {
        return key;
    }

    byte[] digest() {
        return digest.clone();
    }

    /** Returns the version of the master key that sealed the secret; empty if the secret is not kept. */
    Optional<Integer> masterKeyVersion() {
        return Optional.ofNullable(masterKeyVersion);
    }

    /** Returns the sealed secret; must only be called if it is kept. */
    byte[] sealedKey() {
        return sealedKey.clone();
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Returns the time at which the secret expires; empty for the latest one. */
    public Optional<Instant> validUntil() {
        return Optional.ofNullable(validUntil);
    }
}
