package io.latchkey.user;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.problem.StaleVersionException;
import java.util.Optional;

/**
 * What an owner has read of a user, or a user of themselves, before a change: what somebody else has changed since is
 * not overwritten unseen.
 *
 * @param email the address for notices; empty if there was none
 * @param role the role
 */
public record SeenUser(Optional<String> email, AccountRole role) {

    /**
     * Checks that the fields to be changed are as they were read, or already as they are wanted.
     *
     * @throws StaleVersionException if they are not
     */
    void requireIn(AccountUser user, CheckedChange change) {
        boolean isSameRole = change.role().isEmpty()
                || user.role() == role
                || user.role() == change.role().get();
        boolean isSameEmail = change.email().isEmpty()
                || user.email().equals(email)
                || user.email().equals(change.email().get().value());
        StaleVersionException.require(isSameRole && isSameEmail, "user");
    }
}
