package io.latchkey.user;

import io.latchkey.json.NotRemovable;
import io.latchkey.json.Patch;
import io.latchkey.organisation.AccountRole;
import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An owner's change to a user, as a JSON merge patch (RFC 7396): omitted fields stay as they are.
 * {@code null} removes a field, and is refused for fields that cannot be removed.
 *
 * @param email the new address for notices
 * @param role the new role
 * @param password the new password: 12 to 128 characters
 */
public record UserChange(
        Patch<String> email,
        @JsonDeserialize(using = NotRemovable.class) AccountRole role,
        @JsonDeserialize(using = NotRemovable.class) String password) {

    /** Returns a change to these fields; those that are empty stay as they are. */
    public static UserChange of(Optional<Patch<String>> email, Optional<AccountRole> role, Optional<String> password) {
        return new UserChange(email.orElse(null), role.orElse(null), password.orElse(null));
    }

    Optional<Patch<String>> newEmail() {
        return Optional.ofNullable(email);
    }

    Optional<AccountRole> newRole() {
        return Optional.ofNullable(role);
    }

    Optional<String> newPassword() {
        return Optional.ofNullable(password);
    }

    /** Reveals nothing of the password. */
    @Override
    public String toString() {
        return "UserChange[]";
    }
}
