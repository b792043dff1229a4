package io.latchkey.security;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;

/** Thrown when a request has no credentials that are accepted in its protection space, for whatever reason. */
class Unauthenticated extends ProblemException {

    private static final long serialVersionUID = 1L;

    private static final Problem PROBLEM = Problem.of(
            ProblemType.UNAUTHENTICATED, "Send HTTP Basic credentials that are valid for this part of the service.");

    Unauthenticated(ProtectionSpace space) {
        super(PROBLEM, space.challenge());
    }
}
