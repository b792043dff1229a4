package io.latchkey.contact;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import java.util.List;

/** A request means two contacts at once. Nothing is moved from one to the other: who is right, only people can say. */
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
