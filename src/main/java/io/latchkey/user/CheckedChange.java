package io.latchkey.user;

import io.latchkey.json.Patch;
import io.latchkey.organisation.AccountRole;
import java.util.Optional;

/**
 * A change to a user whose values have been checked; an empty field stays as it is.
 *
 * @param email the new address for notices, in its normal form
 * @param role the new role
 * @param passwordHash the hash of the new password
 */
record CheckedChange(Optional<Patch<String>> email, Optional<AccountRole> role, Optional<String> passwordHash) {

    /** Reveals nothing of the password. */
    @Override
    public String toString() {
        return "CheckedChange[]";
    }
}
