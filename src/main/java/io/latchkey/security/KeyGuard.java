package io.latchkey.security;

import io.latchkey.caller.KeyDecision;
import io.latchkey.caller.KeyDecisions;
import io.latchkey.key.KeyCacheValidity;
import io.latchkey.key.PresentedKey;
import io.latchkey.key.PresentedKeys;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.keytoken.KnownSecrets;
import io.latchkey.limit.KeyAttempts;
import io.latchkey.limit.TooManyAttempts;
import io.latchkey.network.ClientAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks up presented API keys, but protects against guessing: after too many failures from a network,
 * anything that cannot be a key is refused without querying the database. A key that may exist is always
 * looked up, whatever else has come from there.
 */
@Singleton
public class KeyGuard {

    private final PresentedKeys keys;
    private final KnownSecrets known;
    private final KeyCacheValidity validity;
    private final KeyDecisions decisions;
    private final KeyAttempts attempts;
    private final ClientAddress clientAddress;
    private final HttpServletRequest request;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    public KeyGuard(
            PresentedKeys keys,
            KnownSecrets known,
            KeyCacheValidity validity,
            KeyDecisions decisions,
            KeyAttempts attempts,
            ClientAddress clientAddress,
            HttpServletRequest request) {
        this.keys = keys;
        this.known = known;
        this.validity = validity;
        this.decisions = decisions;
        this.attempts = attempts;
        this.clientAddress = clientAddress;
        this.request = request;
    }

    /**
     * Returns the presented secret and its key, whatever their state and organisation.
     *
     * @throws TooManyAttempts if there is no such key, after too many failures
     */
    public Optional<PresentedKey> find(KeyToken presented) {
        try {
            Optional<PresentedKey> found = findUnlessGuessed(presented);
            if (found.isEmpty()) {
                decisions.count(KeyDecision.UNKNOWN);
            }
            return found;
        } catch (TooManyAttempts guessed) {
            decisions.count(KeyDecision.TOO_MANY_ATTEMPTS);
            throw guessed;
        } catch (RuntimeException e) {
            decisions.count(KeyDecision.UNDECIDED);
            throw e;
        }
    }

    private Optional<PresentedKey> findUnlessGuessed(KeyToken presented) {
        Optional<PresentedKey> remembered = keys.recall(presented);
        if (remembered.isPresent()) {
            return remembered;
        }
        if (!attempts.isQuiet() && !known.mayExist(presented)) {
            refuseGuess(presented);
        }
        Optional<PresentedKey> found = keys.find(presented);
        if (found.isEmpty()) {
            attempts.failed(clientAddress.networkOf(request));
        }
        return found;
    }

    /**
     * Looks up a key in a text that may also be a user's password. Unless it has the format of keys created
     * here, a failure is neither counted nor refused as a guess. A password costs no query, except on a node that
     * does not hear of new keys.
     *
     * @throws TooManyAttempts if it has that format but does not exist, after too many failures
     */
    Optional<PresentedKey> findAmongOthers(KeyToken presented) {
        if (presented.isOurs()) {
            return find(presented);
        }
        return known.mayExist(presented) || !validity.isInStep()
                ? decisions.undecidedUnlessFound(() -> keys.find(presented))
                : Optional.empty();
    }

    private void refuseGuess(KeyToken presented) {
        Duration wait = attempts.wait(clientAddress.networkOf(request));
        if (wait.isZero()) {
            return;
        }
        // A key just created on another node becomes known here with the next refresh.
        Duration refresh = known.refreshInterval();
        boolean mayBecomeKnown = presented.isPlausible() && refresh.compareTo(wait) < 0;
        throw new TooManyAttempts(mayBecomeKnown ? refresh : wait);
    }
}
