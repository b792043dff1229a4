package io.latchkey.security;

import io.latchkey.caller.KeyDecision;
import io.latchkey.caller.KeyDecisions;
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
 * Looks up what is presented as an API key, but not for callers who guess: once too many of theirs were none, what cannot
 * be a key is refused without asking the database. One that may be is looked up, whatever else has come from there.
 */
@Singleton
public class KeyGuard {

    private final PresentedKeys keys;
    private final KnownSecrets known;
    private final KeyDecisions decisions;
    private final KeyAttempts attempts;
    private final ClientAddress clientAddress;
    private final HttpServletRequest request;

    /** The request is the container's stand-in for the one that the thread works on. */
    @Inject
    public KeyGuard(
            PresentedKeys keys,
            KnownSecrets known,
            KeyDecisions decisions,
            KeyAttempts attempts,
            ClientAddress clientAddress,
            HttpServletRequest request) {
        this.keys = keys;
        this.known = known;
        this.decisions = decisions;
        this.attempts = attempts;
        this.clientAddress = clientAddress;
        this.request = request;
    }

    /**
     * What was presented, with its key, whatever their state and organisation.
     *
     * @throws TooManyAttempts when it is none, and too many were
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
     * The same of what may be a user's password as well: that it is no key is nothing to count or to refuse it for, unless it
     * has the form of the keys that are made here. A password costs no query.
     *
     * @throws TooManyAttempts when it has that form and is none, and too many were
     */
    Optional<PresentedKey> findAmongOthers(KeyToken presented) {
        if (presented.isOurs()) {
            return find(presented);
        }
        return known.mayExist(presented)
                ? decisions.undecidedUnlessFound(() -> keys.find(presented))
                : Optional.empty();
    }

    private void refuseGuess(KeyToken presented) {
        Duration wait = attempts.wait(clientAddress.networkOf(request));
        if (wait.isZero()) {
            return;
        }
        // A key that another node has just made is known here with the next refresh.
        Duration refresh = known.refreshInterval();
        boolean mayBecomeKnown = presented.isPlausible() && refresh.compareTo(wait) < 0;
        throw new TooManyAttempts(mayBecomeKnown ? refresh : wait);
    }
}
