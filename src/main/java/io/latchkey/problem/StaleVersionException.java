package io.latchkey.problem;

import java.util.Optional;

/**
 * Thrown when a resource to be changed is no longer as the client has read it: answered with 412, and nothing
 * is changed.
 */
public class StaleVersionException extends ProblemException {

    private static final long serialVersionUID = 1L;

    private StaleVersionException(String what) {
        super(Problem.of(
                ProblemType.PRECONDITION_FAILED,
                "Nothing was changed. Read the " + what + " again, then repeat the change."));
    }

    /**
     * Checks that nobody has changed the resource since it was read.
     *
     * @param expected the version that was read, if known
     * @param version the version that is stored
     * @param what the kind of resource, in a word that users know
     * @throws StaleVersionException if the versions differ
     */
    public static void require(Optional<Long> expected, long version, String what) {
        require(expected.isEmpty() || expected.get() == version, what);
    }

    /**
     * Checks the same of a resource that has no version.
     *
     * @param isAsRead whether what is stored is what the client has read
     * @param what the kind of resource, in a word that users know
     * @throws StaleVersionException if it is not
     */
    public static void require(boolean isAsRead, String what) {
        if (!isAsRead) {
            throw new StaleVersionException(what);
        }
    }
}
