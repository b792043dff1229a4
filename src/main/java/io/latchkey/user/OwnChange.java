package io.latchkey.user;

import io.latchkey.json.NotRemovable;
import io.latchkey.json.Patch;
import io.latchkey.organisation.PasswordHash;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A change that a user makes of themselves, as a merge patch (RFC 7396): a field that is left out stays as it is. {@code null}
 * removes a field: where that cannot be, it is refused.
 *
 * @param email where notices go from now on
 * @param password the password from now on: 12 to 128 characters
 * @param presentPassword the password until now; needed for either
 */
public record OwnChange(
        Patch<String> email,

        @JsonDeserialize(using = NotRemovable.class) @Size(max = PasswordHash.MAX_LENGTH)
        String password,

        @Size(max = PasswordHash.MAX_LENGTH) String presentPassword) {

    UserChange change() {
        return new UserChange(email, null, password);
    }

    Optional<String> knownPassword() {
        return Optional.ofNullable(presentPassword);
    }

    /** Says nothing of the passwords. */
    @Override
    public String toString() {
        return "OwnChange[]";
    }
}
