package io.latchkey.key;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.right.AccessRight;
import io.latchkey.right.CustomRight;
import io.latchkey.right.RequestPath;
import io.latchkey.right.RequestPattern;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A secret that a caller has presented, with its key, as they were at one time: all that a request is let in by, read once and
 * kept for the next. Nothing in it opens anything.
 */
public final class PresentedKey {

    private final long organisationId;
    private final long secretId;
    private final Optional<Instant> validUntil;
    private final AccessRight accessRight;
    private final String rightName;
    private final long customRightId;
    private final List<RequestPattern> patterns;
    private final KeyStanding standing;
    private final AllowedNetworks networks;
    private final Optional<String> externalId;
    private final SortedMap<String, String> labels;
    private final ApiKeyPrincipal principal;

    PresentedKey(KeySecret secret) {
        ApiKey key = secret.key();
        this.organisationId = key.organisationId();
        this.secretId = secret.id();
        this.validUntil = secret.validUntil();
        this.accessRight = key.accessRight();
        this.rightName = key.rightName();
        this.customRightId = key.customRight().map(CustomRight::id).orElse(0L);
        this.patterns = key.customRight().map(CustomRight::requestPatterns).orElse(List.of());
        this.standing = key.standing();
        this.networks = key.allowedNetworks();
        this.externalId = key.externalId();
        this.labels = Collections.unmodifiableSortedMap(new TreeMap<>(key.notes()));
        this.principal =
                new ApiKeyPrincipal(key.id(), secretId, organisationId, key.number(), key.rateLimit(), key.quota());
    }

    public long secretId() {
        return secretId;
    }

    public long keyId() {
        return principal.keyId();
    }

    public long organisationId() {
        return organisationId;
    }

    /** The key's number in its organisation. */
    public long number() {
        return principal.keyNumber();
    }

    public AccessRight accessRight() {
        return accessRight;
    }

    /** The name of its right: a built-in one's constant or a custom one's name. */
    public String rightName() {
        return rightName;
    }

    /** Whether its right is a custom one, which is for other services. */
    public boolean isCustom() {
        return accessRight == AccessRight.CUSTOM;
    }

    /** The custom right; 0 for none, which no right has for its id. */
    long customRightId() {
        return customRightId;
    }

    /** Whether its custom right covers a request to another service. */
    public boolean covers(String method, RequestPath path) {
        return patterns.stream().anyMatch(pattern -> pattern.covers(method, path));
    }

    /** Whether the secret opens its key now, if the key opens anything. */
    public boolean isValid(Instant now) {
        return validUntil.isEmpty() || now.isBefore(validUntil.get());
    }

    /** Whether the key opens anything now, where a use may be known that has not been written down yet. */
    public KeyStatus status(Optional<Instant> unwrittenUse, InactivityPolicy inactivity, Instant now) {
        return standing.status(unwrittenUse, inactivity, now);
    }

    /** What disabled the key, if it is disabled now. */
    public Optional<DisabledBy> disabledBy(InactivityPolicy inactivity, Instant now) {
        return standing.disabledBy(inactivity, now);
    }

    /** Whether it was not used for its whole period, by what was written down then; it may have been since. */
    boolean seemsIdle(InactivityPolicy inactivity, Instant now) {
        return inactivity.isPast(standing.idleSince(), now);
    }

    /** Whether the key may be used from this address. */
    public boolean letsIn(String address) {
        return networks.letIn(address);
    }

    /** Whether the key may be used from everywhere. */
    public boolean letsInEveryone() {
        return networks.networks().isEmpty();
    }

    /** The id that the key has in another system. */
    public Optional<String> externalId() {
        return externalId;
    }

    /** What the users have noted on it, by names in their order. */
    public SortedMap<String, String> labels() {
        return labels;
    }

    /** The caller that the key is. */
    public ApiKeyPrincipal principal() {
        return principal;
    }
}
