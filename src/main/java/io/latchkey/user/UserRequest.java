package io.latchkey.user;

import io.latchkey.json.LineBreaking;
import io.latchkey.json.VisibleText;
import io.latchkey.organisation.AccountRole;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * An owner's request to create a user.
 *
 * @param name the name to sign in with: 1 to 255 characters, no colon (RFC 7617, section 2)
 * @param email the address for notices; if omitted, the user gets none
 * @param password 12 to 128 characters; a user without a password can only sign in by OpenID Connect
 */
public record UserRequest(
        @NotNull @Size(min = 1, max = 255) @Pattern(regexp = NAME, message = NAME_MESSAGE)
        String name,

        String email,
        String password,
        @NotNull AccountRole role) {

    /**
     * Accepts the empty text, which the constraint on the size refuses. A name with characters that cannot be seen
     * could look like another user's in a list, an e-mail or the log.
     */
    static final String NAME = "(?![" + VisibleText.SPACES + "])[^:" + LineBreaking.CHARACTERS
            + VisibleText.WITHOUT_WIDTH + VisibleText.VARIATION_SELECTORS + "]*+(?<![" + VisibleText.SPACES + "])";

    static final String NAME_MESSAGE =
            "must not contain a colon, control characters or invisible characters, or start or end with a space";

    /** Returns a request with these fields; those that are empty are left out. */
    public static UserRequest of(String name, Optional<String> email, Optional<String> password, AccountRole role) {
        return new UserRequest(name, email.orElse(null), password.orElse(null), role);
    }

    /** Reveals nothing of the password. */
    @Override
    public String toString() {
        return "UserRequest[" + name + "]";
    }
}
