package io.latchkey.key;

import io.latchkey.organisation.AccountUser;
import io.latchkey.problem.StaleVersionException;
import io.latchkey.quota.Quota;
import io.latchkey.quota.QuotaPeriod;
import io.latchkey.quota.RateLimit;
import io.latchkey.right.AccessRight;
import io.latchkey.right.CustomRight;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** An API key of an organisation. What callers present is one of its {@link KeySecret}s. */
@Entity
@Table(name = "api_key")
public class ApiKey {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "api_key_seq")
    @SequenceGenerator(name = "api_key_seq", sequenceName = "api_key_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    private long number;

    private String description;

    @Column(name = "access_right")
    @Enumerated(EnumType.STRING)
    private AccessRight accessRight;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "custom_right_id")
    private CustomRight customRight;

    @Enumerated(EnumType.STRING)
    private KeyStatus status;

    @Column(name = "disabled_by")
    @Enumerated(EnumType.STRING)
    private DisabledBy disabledBy;

    private String hint;

    // No relation: without weaving, a server would read the user with each key.
    @Column(name = "created_by")
    private long createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    // Written only by set-based statements (usage): with the entity, an older use could be restored.
    @Column(name = "last_used_at", insertable = false, updatable = false)
    private Instant lastUsedAt;

    @Column(name = "idle_since")
    private Instant idleSince;

    @Column(name = "expires_at")
    private Instant expiresAt;

    private String networks;

    @Column(name = "external_id")
    private String externalId;

    private String labels;

    @Column(name = "rate_limit")
    private String rateLimit;

    @Column(name = "quota_requests")
    private Long quotaRequests;

    @Column(name = "quota_period")
    @Enumerated(EnumType.STRING)
    private QuotaPeriod quotaPeriod;

    // Ensures that a rotation increments the key's version.
    @SuppressWarnings("UnusedVariable")
    @Column(name = "rotated_at")
    private Instant rotatedAt;

    @Column(name = "leaked_at")
    private Instant leakedAt;

    @Version
    private long version;

    /** For Jakarta Persistence. */
    protected ApiKey() {}

    /** Creates an enabled key in the creator's organisation. */
    ApiKey(AccountUser createdBy, long number, String description, AccessRight accessRight, Instant createdAt) {
        this.organisationId = createdBy.organisationId();
        this.createdBy = createdBy.id();
        this.number = number;
        this.description = description;
        this.accessRight = accessRight;
        this.status = KeyStatus.ENABLED;
        this.createdAt = createdAt;
        this.idleSince = createdAt;
    }

    public long id() {
        return id;
    }

    public long organisationId() {
        return organisationId;
    }

    /** Returns the key's number within its organisation: 1, 2, 3, ... */
    public long number() {
        return number;
    }

    public String description() {
        return description;
    }

    public AccessRight accessRight() {
        return accessRight;
    }

    /** Returns the custom right for other services, if the access right is {@link AccessRight#CUSTOM}. */
    public Optional<CustomRight> customRight() {
        return Optional.ofNullable(customRight);
    }

    /** Returns the name of the right: the constant's name if built-in, or the custom right's name. */
    public String rightName() {
        return customRight == null ? accessRight.name() : customRight.name();
    }

    /** Returns the last characters of the key, which help to distinguish it from others. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /** Sets the hint by which people recognise the key's current secret. */
    void setHint(Optional<String> newHint) {
        this.hint = newHint.orElse(null);
    }

    /** Returns the id of the user who created the key. */
    public long createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Returns the last use written to the database; this node may hold a later one in memory. */
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }

    /** Returns the start of the current period of inactivity. */
    public Instant idleSince() {
        return idleSince;
    }

    /** Returns the time at which the key expires. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** Returns the only addresses and networks that the key accepts; empty if it may be used anywhere. */
    public List<String> allowedAddresses() {
        return allowedNetworks().texts();
    }

    AllowedNetworks allowedNetworks() {
        return AllowedNetworks.stored(Optional.ofNullable(networks));
    }

    /** Returns the key's id in another system. */
    public Optional<String> externalId() {
        return Optional.ofNullable(externalId);
    }

    /** Returns the key's labels, sorted by name. */
    public SortedMap<String, String> labelsByName() {
        return labels().values();
    }

    KeyLabels labels() {
        return KeyLabels.stored(Optional.ofNullable(labels));
    }

    /** Returns the key's own rate limit, if it overrides the default. */
    public Optional<RateLimit> rateLimit() {
        return Optional.ofNullable(rateLimit).map(RateLimit::stored);
    }

    /** Returns the number of requests allowed per day or month, if limited. */
    public Optional<Quota> quota() {
        return Optional.ofNullable(quotaRequests).map(requests -> new Quota(requests, quotaPeriod));
    }

    /** Returns the version, which is incremented by each change a user makes. */
    public long version() {
        return version;
    }

    /**
     * Ensures that the key has not been changed since it was read.
     *
     * @param expected the version that was read, if known
     * @throws StaleVersionException if the key has a different version
     */
    void requireVersion(Optional<Long> expected) {
        StaleVersionException.require(expected, version, "key");
    }

    KeyStanding standing() {
        return new KeyStanding(status, Optional.ofNullable(disabledBy), idleSince, Optional.ofNullable(expiresAt));
    }

    /**
     * Returns the effective status: a key past its inactivity period or expiry counts as disabled even before
     * the next sweep.
     */
    public KeyStatus status(InactivityPolicy inactivity, Instant now) {
        return standing().status(inactivity, now);
    }

    /** Returns what disabled the key, if it is currently disabled. */
    public Optional<DisabledBy> disabledBy(InactivityPolicy inactivity, Instant now) {
        return standing().disabledBy(inactivity, now);
    }

    /** Returns whether the key has expired, regardless of its status. */
    public boolean isExpired(Instant now) {
        return standing().isExpired(now);
    }

    /** Changes or removes the expiry. A key that has already expired stays disabled until it is enabled. */
    void setExpiry(Optional<Instant> newExpiry, Instant now) {
        if (status == KeyStatus.ENABLED && isExpired(now)) {
            this.status = KeyStatus.DISABLED;
            this.disabledBy = DisabledBy.EXPIRY;
        }
        this.expiresAt = newExpiry.orElse(null);
    }

    void setAllowedNetworks(AllowedNetworks newNetworks) {
        this.networks = newNetworks.text().orElse(null);
    }

    void setExternalId(Optional<String> newExternalId) {
        this.externalId = newExternalId.orElse(null);
    }

    void setLabels(KeyLabels newLabels) {
        this.labels = newLabels.text().orElse(null);
    }

    void setRateLimit(Optional<RateLimit> newLimit) {
        this.rateLimit = newLimit.map(RateLimit::text).orElse(null);
    }

    void setQuota(Optional<Quota> newQuota) {
        this.quotaRequests = newQuota.map(Quota::requests).orElse(null);
        this.quotaPeriod = newQuota.map(Quota::period).orElse(null);
    }

    /** Records that the key has a new secret, and clears any leak. */
    void rotate(Instant now) {
        this.rotatedAt = now;
        this.leakedAt = null;
    }

    /** Disables the key because one of its secrets has leaked. */
    void disableAsLeaked(Instant now) {
        this.status = KeyStatus.DISABLED;
        this.disabledBy = DisabledBy.LEAK;
        this.leakedAt = now;
    }

    /** Returns whether a secret has leaked since the key was created or last rotated. */
    public boolean isLeaked() {
        return leakedAt != null;
    }

    void setDescription(String newDescription) {
        this.description = newDescription;
    }

    void setRight(AccessRight newRight) {
        this.accessRight = newRight;
        this.customRight = null;
    }

    void setRight(CustomRight newRight) {
        this.accessRight = AccessRight.CUSTOM;
        this.customRight = newRight;
    }

    /** Disables the key, unless its stored status is disabled already. */
    void disable() {
        if (status == KeyStatus.ENABLED) {
            this.status = KeyStatus.DISABLED;
            this.disabledBy = DisabledBy.USER;
        }
    }

    /** Enables the key and restarts its inactivity period, or the next sweep would disable it again. */
    void enable(Instant now) {
        this.status = KeyStatus.ENABLED;
        this.disabledBy = null;
        this.idleSince = now;
    }
}
