package io.latchkey.key;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;

/** The key is no longer as the user who changes it has read it. */
public class StaleKeyException extends ProblemException {

    private static final long serialVersionUID = 1L;

    StaleKeyException() {
        super(Problem.of(
                ProblemType.PRECONDITION_FAILED, "Nothing was changed. Read the key again, then repeat the change."));
    }
}
