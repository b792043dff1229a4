package io.latchkey.security;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;

/** Thrown when a key that is otherwise usable comes from an address that is not allowed for it: 403. */
public class AddressNotAllowed extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** The answer to whoever presents the key, also by way of another service. */
    public static final Problem PROBLEM = Problem.of(
            ProblemType.ADDRESS_NOT_ALLOWED, "The key can be used only from the addresses that are allowed for it.");

    AddressNotAllowed() {
        super(PROBLEM);
    }
}
