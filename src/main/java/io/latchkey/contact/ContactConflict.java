package io.latchkey.contact;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import java.util.List;

/**
 * Thrown when a request identifies two contacts at once. Nothing is moved between them, as only people can
 * decide which is right.
 */
final class ContactConflict extends ProblemException {

    private static final long serialVersionUID = 1L;

    ContactConflict(String field, String detail) {
        super(new Problem(
                ProblemType.CONFLICT.uri(),
                ProblemType.CONFLICT.title(),
                ProblemType.CONFLICT.status(),
                "Nothing was changed. Change or delete the other contact first.",
                List.of(new FieldError(field, detail))));
    }
}
