package io.latchkey.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Thrown to end a request with a problem document. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Duration retryAfter;
    private final String challenge;

    /** Creates an exception that is answered with the problem; it is not logged as a failure. */
    public ProblemException(Problem problem) {
        this(problem, Duration.ZERO, null);
    }

    /**
     * Creates an exception that is answered with the problem and the time after which a retry makes sense.
     */
    public ProblemException(Problem problem, Duration retryAfter) {
        this(problem, retryAfter, null);
    }

    /** Creates an exception that is answered with the problem and a challenge (RFC 9110, section 11.6.1). */
    public ProblemException(Problem problem, String challenge) {
        this(problem, Duration.ZERO, challenge);
    }

    private ProblemException(Problem problem, Duration retryAfter, String challenge) {
        super(problem.title());
        this.problem = problem;
        this.retryAfter = retryAfter;
        this.challenge = challenge;
    }

    /** Returns a 400: the field of the request is invalid; the detail says what it must be. */
    public static ProblemException invalid(String field, String detail) {
        return invalid(List.of(new FieldError(field, detail)));
    }

    /** Returns a 400: the fields of the request are invalid. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(Problem.invalid(errors));
    }

    /** Throws a 400 if there are errors. */
    public static void throwIfAny(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
    }

    /**
     * Returns a 409: the field of the request conflicts with stored data, as the detail says; empty for the
     * request as a whole.
     */
    public static ProblemException conflict(String field, String detail) {
        return new ProblemException(Problem.conflict(field, detail));
    }

    /** Returns the problem to answer with. */
    public Problem problem() {
        return problem;
    }

    /** Returns how the caller can authenticate, if that is the problem. */
    public Optional<String> challenge() {
        return Optional.ofNullable(challenge);
    }

    /**
     * Returns after how many seconds, rounded up, the request may be retried; empty if that is not known.
     */
    public OptionalLong retryAfterSeconds() {
        return retryAfter.isZero() ? OptionalLong.empty() : OptionalLong.of(WholeSeconds.of(retryAfter));
    }
}
