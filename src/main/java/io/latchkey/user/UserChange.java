package io.latchkey.user;

import io.latchkey.json.NotRemovable;
import io.latchkey.json.Patch;
import io.latchkey.organisation.AccountRole;
import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A change of a user by an owner, as a merge patch (RFC 7396): a field that is left out stays as it is. {@code null}
 * removes a field: where that cannot be, it is refused.
 *
 * @param email where notices go from now on
 * @param role the role from now on
 * @param password the password from now on: 12 to 128 characters
 */
public record UserChange(
        Patch<String> email,
        @JsonDeserialize(using = NotRemovable.class) AccountRole role,
        @JsonDeserialize(using = NotRemovable.class) String password) {

    Optional<Patch<String>> newEmail() {
        return Optional.ofNullable(email);
    }

    Optional<AccountRole> newRole() {
        return Optional.ofNullable(role);
    }

    Optional<String> newPassword() {
        return Optional.ofNullable(password);
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "UserChange[]";
    }
}
