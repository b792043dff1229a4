package io.latchkey.verify;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemType;

/** Why a key is not good for a request. */
public enum Refusal {
    /** Nobody's key, another organisation's, or a secret that has ended. */
    UNKNOWN(ProblemType.UNAUTHENTICATED, "Send an API key as the password of HTTP Basic, or as a bearer token."),
    /** By a user, or because nothing has used it for long. */
    DISABLED(UNKNOWN.problem),
    EXPIRED(UNKNOWN.problem),
    ADDRESS_NOT_ALLOWED(
            ProblemType.ADDRESS_NOT_ALLOWED, "The key's users have named the addresses that it is allowed from."),
    RATE_LIMITED(
            ProblemType.TOO_MANY_REQUESTS,
            "Nothing was done. Repeat the request after the seconds that Retry-After says."),
    RIGHT_MISSING(
            ProblemType.ACCESS_RIGHT_NEEDED, "The key has another right, or one that does not cover the request.");

    @SuppressWarnings("ImmutableEnumChecker") // A record of texts.
    private final Problem problem;

    Refusal(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    Refusal(Problem problem) {
        this.problem = problem;
    }

    /** The answer to whoever presents the key: it does not tell a disabled key from none. */
    Problem problem() {
        return problem;
    }
}
