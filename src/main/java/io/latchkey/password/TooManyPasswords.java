package io.latchkey.password;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;

/** Thrown when so many passwords are being checked that no other can wait for its turn: 503; nothing is decided. */
public class TooManyPasswords extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception that asks the client to try again. */
    public TooManyPasswords() {
        super(Problem.of(ProblemType.UNAVAILABLE, "Too many passwords are being checked. Try again in a few seconds."));
    }
}
