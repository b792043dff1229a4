package io.latchkey.limit;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import java.time.Duration;

/** Too many wrong credentials have come from where the request comes from: 429, and nothing was looked up for it. */
public class TooManyAttempts extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** Repeating the request makes sense after the duration. */
    public TooManyAttempts(Duration retryAfter) {
        super(
                Problem.of(
                        ProblemType.TOO_MANY_ATTEMPTS,
                        "Too many wrong credentials have come from your address. Check yours, then repeat the request"
                                + " after the number of seconds in Retry-After."),
                retryAfter);
    }
}
