package io.latchkey.limit;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import java.time.Duration;

/**
 * Thrown when too many wrong credentials have come from the client's network: 429, without any lookup for the
 * request.
 */
public class TooManyAttempts extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception that asks the client to retry after the given duration. */
    public TooManyAttempts(Duration retryAfter) {
        super(
                Problem.of(
                        ProblemType.TOO_MANY_ATTEMPTS,
                        "Too many wrong credentials have come from your address. Check yours, then repeat the request"
                                + " after the number of seconds in Retry-After."),
                retryAfter);
    }
}
