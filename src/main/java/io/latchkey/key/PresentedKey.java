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
 * A snapshot of a presented secret and its key with everything needed to authenticate a request, cached for
 * later requests. It contains nothing that could be used as a credential.
 */
public final class PresentedKey {

    private final long organisationId;
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
        this.validUntil = secret.validUntil();
        this.accessRight = key.accessRight();
        this.rightName = key.rightName();
        this.customRightId = key.customRight().map(CustomRight::id).orElse(0L);
        this.patterns = key.customRight().map(CustomRight::requestPatterns).orElse(List.of());
        this.standing = key.standing();
        this.networks = key.allowedNetworks();
        this.externalId = key.externalId();
        this.labels = Collections.unmodifiableSortedMap(new TreeMap<>(key.labelsByName()));
        this.principal =
                new ApiKeyPrincipal(key.id(), secret.id(), organisationId, key.number(), key.rateLimit(), key.quota());
    }

    public long keyId() {
        return principal.keyId();
    }

    public long organisationId() {
        return organisationId;
    }

    /** Returns the key's number within its organisation. */
    public long number() {
        return principal.keyNumber();
    }

    public AccessRight accessRight() {
        return accessRight;
    }

    /** Returns the name of the right: the constant's name if built-in, or the custom right's name. */
    public String rightName() {
        return rightName;
    }

    /** Returns whether the key has a custom right, which applies to other services. */
    public boolean isCustom() {
        return accessRight == AccessRight.CUSTOM;
    }

    /** Returns the id of the custom right, or 0 if there is none; no right has the id 0. */
    long customRightId() {
        return customRightId;
    }

    /** Returns whether the custom right covers a request to another service. */
    public boolean covers(String method, RequestPath path) {
        return patterns.stream().anyMatch(pattern -> pattern.covers(method, path));
    }

    /** Returns whether the secret itself has not expired; says nothing about its key's status. */
    public boolean isValid(Instant now) {
        return validUntil.isEmpty() || now.isBefore(validUntil.get());
    }

    /** Returns the effective status, taking into account a use that may not have been written yet. */
    public KeyStatus status(Optional<Instant> unwrittenUse, InactivityPolicy inactivity, Instant now) {
        return standing.status(unwrittenUse, inactivity, now);
    }

    /** Returns what disabled the key, if it is currently disabled. */
    public Optional<DisabledBy> disabledBy(InactivityPolicy inactivity, Instant now) {
        return standing.disabledBy(inactivity, now);
    }

    /**
     * Returns whether the key was past its inactivity period in the snapshot; it may since have been used.
     */
    boolean seemsIdle(InactivityPolicy inactivity, Instant now) {
        return inactivity.isPast(standing.idleSince(), now);
    }

    /** Returns whether the key may be used from the given address. */
    public boolean isAllowedFrom(String address) {
        return networks.allow(address);
    }

    /** Returns whether the key may be used from anywhere. */
    public boolean isAllowedFromAnywhere() {
        return networks.networks().isEmpty();
    }

    /** Returns the key's id in another system. */
    public Optional<String> externalId() {
        return externalId;
    }

    /** Returns the key's labels, sorted by name. */
    public SortedMap<String, String> labels() {
        return labels;
    }

    /** Returns the caller that the key authenticates. */
    public ApiKeyPrincipal principal() {
        return principal;
    }
}
