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
 * What a caller presents of a key: its digest and, if it is kept for copying, itself encrypted. A key that is being rotated
 * has several.
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

    // The same without the key's row.
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

    // Written by set-based statements alone (usage).
    @Column(name = "last_used_at", insertable = false, updatable = false)
    private Instant lastUsedAt;

    /** For Jakarta Persistence. */
    protected KeySecret() {}

    /** A secret without an end, that is not kept. */
    KeySecret(ApiKey key, byte[] digest, Instant createdAt) {
        this.organisationId = key.organisationId();
        this.key = key;
        this.digest = digest.clone();
        this.createdAt = createdAt;
    }

    /** Keeps the secret, sealed under this version of the master key. */
    void keep(byte[] newSealedKey, int version) {
        this.sealedKey = newSealedKey.clone();
        this.masterKeyVersion = version;
    }

    public long id() {
        return id;
    }

    /** The key that the secret opens. */
    public ApiKey key() {
        return key;
    }

    long keyId() {
        return keyId;
    }

    /** Whether it opens its key now, if the key opens anything. */
    public boolean isValid(Instant now) {
        return validUntil == null || now.isBefore(validUntil);
    }

    byte[] digest() {
        return digest.clone();
    }

    /** The version of the master key that the secret is sealed under; none when it is not kept. */
    Optional<Integer> masterKeyVersion() {
        return Optional.ofNullable(masterKeyVersion);
    }

    /** The secret as it is kept; only when it is. */
    byte[] sealedKey() {
        return sealedKey.clone();
    }

    Instant createdAt() {
        return createdAt;
    }

    /** From when on it opens the key no longer; none for the one that was made last. */
    public Optional<Instant> validUntil() {
        return Optional.ofNullable(validUntil);
    }

    /** The last use that has been written down. */
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }
}
