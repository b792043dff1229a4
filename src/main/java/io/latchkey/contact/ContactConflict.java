package io.latchkey.contact;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import java.util.List;

/** Thrown when a request contradicts what is stored, in a way that only people can decide. */
final class ContactConflict extends ProblemException {

    private static final long serialVersionUID = 1L;

    private ContactConflict(String advice, String field, String detail) {
        super(new Problem(
                ProblemType.CONFLICT.uri(),
                ProblemType.CONFLICT.title(),
                ProblemType.CONFLICT.status(),
                "Nothing was changed. " + advice,
                List.of(new FieldError(field, detail))));
    }

    /** Returns the conflict of a request that identifies two contacts at once: nothing is moved between them. */
    static ContactConflict withOther(String field, String detail) {
        return new ContactConflict("Change or delete the other contact first.", field, detail);
    }

    /**
     * Returns the conflict of unconfirmed input that would replace a confirmed address: anyone who knows one
     * of a person's addresses could otherwise cut the person off from the other one.
     */
    static ContactConflict confirmed(String field) {
        return new ContactConflict(
                "When the person has confirmed the new address, change the contact by its id.",
                field,
                "would replace a confirmed address of the contact that the request refers to");
    }
}
