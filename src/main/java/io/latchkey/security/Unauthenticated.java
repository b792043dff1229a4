package io.latchkey.security;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;

/** Thrown when a request has no credentials that are accepted in its protection space, for whatever reason. */
class Unauthenticated extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** The same for whatever was presented, so that it reveals nothing about a key or a user. */
    Unauthenticated(ProtectionSpace space) {
        super(Problem.of(ProblemType.UNAUTHENTICATED, space.expected()), space.challenge());
    }
}
