package io.latchkey.key;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.right.AccessRight;
import io.latchkey.right.RequestPath;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A snapshot of a presented secret and its key with everything needed to authenticate a request, cached for
 * later requests. It contains nothing that could be used as a credential.
 */
public final class PresentedKey {

    private static final int NETWORKS_PER_KILOBYTE = 8;
    private static final int CHARACTERS_PER_KILOBYTE = 512;

    private final ApiKeyPrincipal principal;
    private final Optional<Instant> validUntil;
    private final PresentedRight right;
    private final KeyStanding standing;
    private final AllowedNetworks networks;
    private final Optional<String> externalId;
    private final SortedMap<String, String> labels;

    PresentedKey(
            ApiKeyPrincipal principal,
            Optional<Instant> validUntil,
            PresentedRight right,
            KeyStanding standing,
            AllowedNetworks networks,
            Optional<String> externalId,
            KeyLabels labels) {
        this.principal = principal;
        this.validUntil = validUntil;
        this.right = right;
        this.standing = standing;
        this.networks = networks;
        this.externalId = externalId;
        this.labels = labels.values();
    }

    public long keyId() {
        return principal.keyId();
    }

    public long organisationId() {
        return principal.organisationId();
    }

    /** Returns the key's number within its organisation. */
    public long number() {
        return principal.keyNumber();
    }

    public AccessRight accessRight() {
        return right.access();
    }

    /** Returns the name of the right: the constant's name if built-in, or the custom right's name. */
    public String rightName() {
        return right.name();
    }

    /** Returns whether the key has a custom right, which applies to other services. */
    public boolean isCustom() {
        return right.access() == AccessRight.CUSTOM;
    }

    /** Returns the id of the custom right, or 0 if there is none; no right has the id 0. */
    long customRightId() {
        return right.customId();
    }

    /** Returns whether the custom right covers a request to another service. */
    public boolean covers(String method, RequestPath path) {
        return right.patterns().stream().anyMatch(pattern -> pattern.covers(method, path));
    }

    /** Returns whether the secret itself has not expired; says nothing about its key's status. */
    public boolean isValid(Instant now) {
        return validUntil.isEmpty() || now.isBefore(validUntil.get());
    }

    /** Returns the effective status, taking into account a use that may not have been written yet. */
    public KeyStatus status(Optional<Instant> unwrittenUse, InactivityPolicy inactivity, Instant now) {
        return standing.after(unwrittenUse).status(inactivity, now);
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

    PresentedRight right() {
        return right;
    }

    /**
     * Returns about how many kilobytes of memory the key takes, at least 1; without its right, which it shares
     * with others.
     */
    int kilobytes() {
        int characters = labels.entrySet().stream()
                .mapToInt(label -> label.getKey().length() + label.getValue().length())
                .sum();
        return 1 + networks.networks().size() / NETWORKS_PER_KILOBYTE + characters / CHARACTERS_PER_KILOBYTE;
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
