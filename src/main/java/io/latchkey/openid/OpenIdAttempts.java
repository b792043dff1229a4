package io.latchkey.openid;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The sign-ins that one browser has begun, of which several can be under way, one a tab: the last few. */
public final class OpenIdAttempts implements Serializable {

    static final int MAX = 5;

    private static final long serialVersionUID = 1L;

    private final Deque<OpenIdAttempt> attempts = new ArrayDeque<>();

    /** Keeps one more, in the place of the oldest when there are too many. */
    public synchronized void add(OpenIdAttempt attempt) {
        if (attempts.size() == MAX) {
            attempts.removeFirst();
        }
        attempts.addLast(attempt);
    }

    /** The attempt with this state; it serves once, whatever comes of it. */
    public synchronized Optional<OpenIdAttempt> take(String state) {
        Optional<OpenIdAttempt> meant = attempts.stream()
                .filter(attempt -> attempt.state().equals(state))
                .findFirst();
        meant.ifPresent(attempts::remove);
        return meant;
    }
}
