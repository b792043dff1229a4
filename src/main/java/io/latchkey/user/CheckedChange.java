package io.latchkey.user;

import io.latchkey.json.Patch;
import io.latchkey.organisation.AccountRole;
import java.util.Optional;

/**
 * A change of a user whose fields may be so; a field without a value stays as it is.
 *
 * @param email where notices go from now on, in its normal form
 * @param role the role from now on
 * @param passwordHash of the password from now on
 */
record CheckedChange(Optional<Patch<String>> email, Optional<AccountRole> role, Optional<String> passwordHash) {

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "CheckedChange[]";
    }
}
