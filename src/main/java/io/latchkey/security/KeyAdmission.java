package io.latchkey.security;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.caller.KeyDecision;
import io.latchkey.caller.KeyDecisions;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyStatus;
import io.latchkey.key.PresentedKey;
import io.latchkey.key.PresentedKeys;
import io.latchkey.network.ClientAddress;
import io.latchkey.usage.KeyActivity;
import io.latchkey.usage.KeyUses;
import io.latchkey.usage.LastUses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Admits API keys, however they were presented. A key is admitted in two steps: first it has to be usable, that is,
 * the presented secret valid and its key enabled; then it has to come from an address that is allowed for it. Each
 * admission is a use of the key. The methods called {@code check…} and {@link #admit} also note a refusal, whereas
 * {@link #isUsable} has no effect.
 */
@Singleton
public class KeyAdmission {

    private final PresentedKeys keys;
    private final InactivityPolicy inactivity;
    private final KeyDecisions decisions;
    private final LastUses lastUses;
    private final KeyActivity activity;
    private final KeyUses uses;
    private final ClientAddress clientAddress;
    private final HttpServletRequest request;
    private final Clock clock;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    public KeyAdmission(
            PresentedKeys keys,
            InactivityPolicy inactivity,
            KeyDecisions decisions,
            LastUses lastUses,
            KeyActivity activity,
            KeyUses uses,
            ClientAddress clientAddress,
            HttpServletRequest request,
            Clock clock) {
        this.keys = keys;
        this.inactivity = inactivity;
        this.decisions = decisions;
        this.lastUses = lastUses;
        this.activity = activity;
        this.uses = uses;
        this.clientAddress = clientAddress;
        this.request = request;
        this.clock = clock;
    }

    /**
     * Returns whether the presented secret is valid and its key enabled; notes nothing. May query the database for
     * a key that seems to be disabled through inactivity.
     */
    public boolean isUsable(PresentedKey key) {
        Instant now = clock.instant();
        return key.isValid(now) && isEnabled(key, now);
    }

    private boolean isEnabled(PresentedKey key, Instant now) {
        // Nearly every key: a use that is not written yet can only prolong its period.
        if (key.status(Optional.empty(), inactivity, now) == KeyStatus.ENABLED) {
            return true;
        }
        if (!isRefusedAsIdle(key, now)) {
            return false;
        }
        // A use just before the deadline may be known only to this node, and not yet to the database.
        Optional<Instant> unwritten = lastUses.pending(key.keyId());
        // It may also have been written in between: after the key was read, and before the unwritten uses were. Then
        // neither contains it, but the row does by now.
        return key.status(unwritten, inactivity, now) == KeyStatus.ENABLED
                || keys.findSecret(key.principal().secretId())
                        .filter(again -> again.status(unwritten, inactivity, now) == KeyStatus.ENABLED)
                        .isPresent();
    }

    /** Returns whether a refused key would be enabled if it had just been used. */
    private boolean isRefusedAsIdle(PresentedKey key, Instant now) {
        return key.status(Optional.of(now), inactivity, now) == KeyStatus.ENABLED;
    }

    /**
     * Checks whether the key is usable, and counts a refusal or a failure to decide ({@link KeyDecision}), but does not
     * record it in the key's activity.
     *
     * @return whether it is usable
     */
    public boolean checkAndCount(PresentedKey key) {
        Instant now = clock.instant();
        if (!key.isValid(now)) {
            decisions.count(KeyDecision.UNKNOWN);
            return false;
        }
        boolean enabled;
        try {
            enabled = isEnabled(key, now);
        } catch (RuntimeException e) {
            decisions.count(KeyDecision.UNDECIDED);
            throw e;
        }
        if (!enabled) {
            decisions.count(KeyDecision.DISABLED);
        }
        return enabled;
    }

    /**
     * Checks whether the key is usable, counts a refusal as {@link #checkAndCount} does, and records it in the key's
     * activity as one of the current request.
     *
     * @param key the secret that was presented, or that behind a token, and its key
     * @return whether it is usable
     */
    boolean checkAndRecord(PresentedKey key) {
        boolean usable = checkAndCount(key);
        if (!usable) {
            recordRefusal(key, 401);
        }
        return usable;
    }

    /**
     * Admits a key that is usable, as {@link #checkAndRecord} has found, if it may be used from the request's address:
     * records the use and returns the key's principal. Otherwise counts the refusal and records it in the activity.
     *
     * @throws AddressNotAllowed if the key may not be used from the request's address
     */
    ApiKeyPrincipal admit(PresentedKey key) {
        if (!key.isAllowedFromAnywhere() && !key.isAllowedFrom(clientAddress.of(request))) {
            recordRefusal(key, 403);
            decisions.count(KeyDecision.ADDRESS_REFUSED);
            throw new AddressNotAllowed();
        }
        return use(key);
    }

    /** Records a use of a key that has passed all checks, and returns its principal. Checks nothing itself. */
    public ApiKeyPrincipal use(PresentedKey key) {
        lastUses.record(key.principal());
        return key.principal();
    }

    /** Refused attempts are recorded as well, since they help to detect misuse of a key. */
    private void recordRefusal(PresentedKey key, int status) {
        activity.record(key.keyId(), uses.of(request, status));
    }
}
