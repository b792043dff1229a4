package io.latchkey.problem;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Ends a request with a problem document. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Duration retryAfter;

    /** The problem is the answer; it is not logged as a failure. */
    public ProblemException(Problem problem) {
        this(problem, Duration.ZERO);
    }

    /** The same, where repeating the request makes sense from then on. */
    public ProblemException(Problem problem, Duration retryAfter) {
        super(problem.title());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** 400: this field of the request is not valid, and what it must be. */
    public static ProblemException invalid(String field, String detail) {
        return invalid(List.of(new FieldError(field, detail)));
    }

    /** 400: these fields of the request are not valid. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(Problem.invalid(errors));
    }

    /** 409: this field of the request contradicts what is stored, and how; empty for the request as a whole. */
    public static ProblemException conflict(String field, String detail) {
        return new ProblemException(Problem.conflict(field, detail));
    }

    /** The answer. */
    public Problem problem() {
        return problem;
    }

    /** In how many seconds the request may be repeated, rounded up; none if that is not known. */
    public OptionalLong retryAfterSeconds() {
        return retryAfter.isZero()
                ? OptionalLong.empty()
                : OptionalLong.of(retryAfter.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
