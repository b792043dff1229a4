package io.latchkey.problem;

/** Ends a request with a problem document. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** The problem is the answer; it is not logged as a failure. */
    public ProblemException(Problem problem) {
        super(problem.title());
        this.problem = problem;
    }

    /** The answer. */
    public Problem problem() {
        return problem;
    }
}
