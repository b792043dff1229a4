package io.latchkey.verify;

import io.latchkey.caller.KeyDecision;
import io.latchkey.key.PresentedKey;
import io.latchkey.limit.Ruling;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemType;
import io.latchkey.security.AddressNotAllowed;
import java.util.Map;
import java.util.Optional;

/**
 * The answer about a key.
 *
 * @param key the key, unless it is unknown
 * @param refusal why it is refused; empty if it is not
 * @param problem the same for whoever presents the key
 * @param ruling the outcome of the key's limits, if they were applied
 */
record Verdict(
        Optional<PresentedKey> key, Optional<Refusal> refusal, Optional<Problem> problem, Optional<Ruling> ruling) {

    /** To whoever presents it, a disabled key looks like an unknown one. */
    private static final Problem NO_KEY = Problem.of(
            ProblemType.UNAUTHENTICATED, "Send an API key as the password of HTTP Basic, or as a bearer token.");

    private static final Problem OTHER_RIGHT = Problem.of(
            ProblemType.ACCESS_RIGHT_NEEDED, "The key has another right, or its right does not allow the request.");

    static final Verdict UNKNOWN =
            new Verdict(Optional.empty(), Optional.of(Refusal.UNKNOWN), Optional.of(NO_KEY), Optional.empty());

    static Verdict disabled(PresentedKey key) {
        return refused(key, Refusal.DISABLED, NO_KEY, Optional.empty());
    }

    static Verdict expired(PresentedKey key) {
        return refused(key, Refusal.EXPIRED, NO_KEY, Optional.empty());
    }

    static Verdict elsewhere(PresentedKey key) {
        return refused(key, Refusal.ADDRESS_NOT_ALLOWED, AddressNotAllowed.PROBLEM, Optional.empty());
    }

    /** Returns the outcome of the limits, and then of the check of the key's right. */
    static Verdict counted(PresentedKey key, Ruling ruling, boolean hasRight) {
        if (ruling.refusal().isPresent()) {
            boolean quota = ruling.decision() == KeyDecision.QUOTA_USED_UP;
            return refused(
                    key,
                    quota ? Refusal.QUOTA_EXCEEDED : Refusal.RATE_LIMITED,
                    ruling.refusal().get(),
                    Optional.of(ruling));
        }
        return hasRight
                ? new Verdict(Optional.of(key), Optional.empty(), Optional.empty(), Optional.of(ruling))
                : refused(key, Refusal.RIGHT_MISSING, OTHER_RIGHT, Optional.of(ruling));
    }

    private static Verdict refused(PresentedKey key, Refusal refusal, Problem problem, Optional<Ruling> ruling) {
        return new Verdict(Optional.of(key), Optional.of(refusal), Optional.of(problem), ruling);
    }

    /** Returns the number of requests left in the key's quota, if it has one. */
    Optional<Long> remaining() {
        return ruling.flatMap(Ruling::remaining);
    }

    /** Returns the headers that report the key's remaining allowance. */
    Map<String, String> headers() {
        return ruling.map(Ruling::headers).orElse(Map.of());
    }
}
