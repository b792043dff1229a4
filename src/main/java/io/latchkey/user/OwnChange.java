package io.latchkey.user;

import io.latchkey.json.NotRemovable;
import io.latchkey.json.Patch;
import io.latchkey.password.PasswordHash;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A user's change to their own data, as a JSON merge patch (RFC 7396): omitted fields stay as they are.
 * {@code null} removes a field, and is refused for fields that cannot be removed.
 *
 * @param email the new address for notices
 * @param password the new password: 12 to 128 characters
 * @param presentPassword the current password; required to change either
 */
public record OwnChange(
        Patch<String> email,

        @JsonDeserialize(using = NotRemovable.class) @Size(max = PasswordHash.MAX_LENGTH)
        String password,

        @Size(max = PasswordHash.MAX_LENGTH) String presentPassword) {

    /** Returns a change to these fields; those that are empty stay as they are. */
    public static OwnChange of(Optional<Patch<String>> email, Optional<String> password, String presentPassword) {
        return new OwnChange(email.orElse(null), password.orElse(null), presentPassword);
    }

    UserChange change() {
        return new UserChange(email, null, password);
    }

    Optional<String> knownPassword() {
        return Optional.ofNullable(presentPassword);
    }

    /** Reveals nothing of the passwords. */
    @Override
    public String toString() {
        return "OwnChange[]";
    }
}
