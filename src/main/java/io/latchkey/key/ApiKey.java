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

/** An API key of an organisation. What a caller presents of it is a {@link KeySecret}. */
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

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "created_by")
    private AccountUser createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    // Written by set-based statements alone (usage), or a change of the description would put an older use back.
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

    // Makes a rotation a change of the key's version.
    @SuppressWarnings("UnusedVariable")
    @Column(name = "rotated_at")
    private Instant rotatedAt;

    @Column(name = "leaked_at")
    private Instant leakedAt;

    @Version
    private long version;

    /** For Jakarta Persistence. */
    protected ApiKey() {}

    /** A new, enabled key of the creator's organisation. */
    ApiKey(AccountUser createdBy, long number, String description, AccessRight accessRight, Instant createdAt) {
        this.organisationId = createdBy.organisation().id();
        this.createdBy = createdBy;
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

    /** The key's number in its organisation: 1, 2, 3, ... */
    public long number() {
        return number;
    }

    public String description() {
        return description;
    }

    public AccessRight accessRight() {
        return accessRight;
    }

    /** What the key may do at other services, if its access right is {@link AccessRight#CUSTOM}. */
    public Optional<CustomRight> customRight() {
        return Optional.ofNullable(customRight);
    }

    /** The name of its right: a built-in one's constant or a custom one's name. */
    public String rightName() {
        return customRight == null ? accessRight.name() : customRight.name();
    }

    /** The last characters of the key, to tell it from others. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /** What people tell the key's present secret by. */
    void showAs(Optional<String> newHint) {
        this.hint = newHint.orElse(null);
    }

    public AccountUser createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** The last use that has been written down; the node's memory may know a later one. */
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }

    /** The start of the present inactivity. */
    public Instant idleSince() {
        return idleSince;
    }

    /** From when on the key opens nothing. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** The addresses and networks that alone it is let in from; none for everywhere. */
    public List<String> allowedAddresses() {
        return allowedNetworks().texts();
    }

    AllowedNetworks allowedNetworks() {
        return AllowedNetworks.stored(Optional.ofNullable(networks));
    }

    /** The id that the key has in another system. */
    public Optional<String> externalId() {
        return Optional.ofNullable(externalId);
    }

    /** What the users have noted on it, by names in their order. */
    public SortedMap<String, String> notes() {
        return labels().values();
    }

    KeyLabels labels() {
        return KeyLabels.stored(Optional.ofNullable(labels));
    }

    /** How many requests the key may make, if that is not what holds for every key. */
    public Optional<RateLimit> rateLimit() {
        return Optional.ofNullable(rateLimit).map(text -> RateLimit.parse(text)
                .orElseThrow(() -> new IllegalStateException("A stored rate limit is not valid")));
    }

    /** How many requests the key has in a day or a month, if there is an end to them. */
    public Optional<Quota> quota() {
        return Optional.ofNullable(quotaRequests).map(requests -> new Quota(requests, quotaPeriod));
    }

    /** Counts the changes by users. */
    public long version() {
        return version;
    }

    /**
     * Goes on only where nobody has changed the key since it was read.
     *
     * @param expected the version that was read, if that is known
     * @throws StaleVersionException when the key is of another one
     */
    void requireVersion(Optional<Long> expected) {
        StaleVersionException.require(expected, version, "key");
    }

    KeyStanding standing() {
        return new KeyStanding(status, Optional.ofNullable(disabledBy), idleSince, Optional.ofNullable(expiresAt));
    }

    /** Whether the key opens anything now: it is also disabled when its period has passed and no sweep has come yet. */
    public KeyStatus status(InactivityPolicy inactivity, Instant now) {
        return status(Optional.empty(), inactivity, now);
    }

    /** The same, where a use may be known that has not been written down yet. */
    public KeyStatus status(Optional<Instant> unwrittenUse, InactivityPolicy inactivity, Instant now) {
        return standing().status(unwrittenUse, inactivity, now);
    }

    /** What disabled the key, if it is disabled now. */
    public Optional<DisabledBy> disabledBy(InactivityPolicy inactivity, Instant now) {
        return standing().disabledBy(inactivity, now);
    }

    /** Whether the key's date has come, whatever else there is about it. */
    boolean isExpired(Instant now) {
        return standing().isExpired(now);
    }

    /** Gives the key another date, or none. One that has expired stays disabled until it is enabled. */
    void expireAt(Optional<Instant> newExpiry, Instant now) {
        if (status == KeyStatus.ENABLED && isExpired(now)) {
            this.status = KeyStatus.DISABLED;
            this.disabledBy = DisabledBy.EXPIRY;
        }
        this.expiresAt = newExpiry.orElse(null);
    }

    void letInFrom(AllowedNetworks newNetworks) {
        this.networks = newNetworks.text().orElse(null);
    }

    void identifyAs(Optional<String> newExternalId) {
        this.externalId = newExternalId.orElse(null);
    }

    void label(KeyLabels newLabels) {
        this.labels = newLabels.text().orElse(null);
    }

    void slowDownTo(Optional<RateLimit> newLimit) {
        this.rateLimit = newLimit.map(RateLimit::text).orElse(null);
    }

    void endAfter(Optional<Quota> newQuota) {
        this.quotaRequests = newQuota.map(Quota::requests).orElse(null);
        this.quotaPeriod = newQuota.map(Quota::period).orElse(null);
    }

    /** With another secret, and without those that have leaked. */
    void rotate(Instant now) {
        this.rotatedAt = now;
        this.leakedAt = null;
    }

    /** Disables the key because a secret of it has leaked. */
    void leak(Instant now) {
        this.status = KeyStatus.DISABLED;
        this.disabledBy = DisabledBy.LEAK;
        this.leakedAt = now;
    }

    /** Whether a secret has leaked since the key was made, or rotated last. */
    boolean isLeaked() {
        return leakedAt != null;
    }

    void describe(String newDescription) {
        this.description = newDescription;
    }

    void limitTo(AccessRight newRight) {
        this.accessRight = newRight;
        this.customRight = null;
    }

    void limitTo(CustomRight newRight) {
        this.accessRight = AccessRight.CUSTOM;
        this.customRight = newRight;
    }

    /** Disables the key, unless it is written down already that it is. */
    void disable() {
        if (status == KeyStatus.ENABLED) {
            this.status = KeyStatus.DISABLED;
            this.disabledBy = DisabledBy.USER;
        }
    }

    /** Starts a new period of inactivity, or the next sweep would disable the key again. */
    void enable(Instant now) {
        this.status = KeyStatus.ENABLED;
        this.disabledBy = null;
        this.idleSince = now;
    }
}
