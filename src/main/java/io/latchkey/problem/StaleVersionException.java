package io.latchkey.problem;

import java.util.Optional;

/** What somebody changes is no longer as they have read it: 412, and it stays as it is. */
public class StaleVersionException extends ProblemException {

    private static final long serialVersionUID = 1L;

    private StaleVersionException(String what) {
        super(Problem.of(
                ProblemType.PRECONDITION_FAILED,
                "Nothing was changed. Read the " + what + " again, then repeat the change."));
    }

    /**
     * Goes on only where nobody has changed the thing since it was read.
     *
     * @param expected the version that was read, if that is known
     * @param version the version that is stored
     * @param what the thing, in a word of the user's
     * @throws StaleVersionException when it is of another version
     */
    public static void require(Optional<Long> expected, long version, String what) {
        if (expected.isPresent() && expected.get() != version) {
            throw new StaleVersionException(what);
        }
    }
}
