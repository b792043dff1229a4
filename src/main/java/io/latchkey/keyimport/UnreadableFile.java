package io.latchkey.keyimport;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import java.util.List;

/** Thrown when a file as a whole cannot be imported: 400, with the reason. */
public class UnreadableFile extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final transient ImportReason reason;

    UnreadableFile(ImportFault fault, Object... values) {
        this(ImportReason.of(fault, values));
    }

    private UnreadableFile(ImportReason reason) {
        super(Problem.invalid(List.of(new FieldError("", reason.detail()))));
        this.reason = reason;
    }

    /** Returns the reason. */
    public ImportReason reason() {
        return reason;
    }
}
