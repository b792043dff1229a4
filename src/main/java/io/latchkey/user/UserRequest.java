package io.latchkey.user;

import io.latchkey.json.LineBreaking;
import io.latchkey.organisation.AccountRole;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What an owner says to make a user.
 *
 * @param name the name to sign in with: 1 to 255 characters, no colon (RFC 7617, section 2)
 * @param email where notices go; nowhere, if it is left out
 * @param password 12 to 128 characters; a user without one signs in by OpenID Connect alone
 */
public record UserRequest(
        @NotNull @Size(min = 1, max = 255) @Pattern(regexp = NAME, message = NAME_MESSAGE)
        String name,

        String email,
        String password,
        @NotNull AccountRole role) {

    /** The empty text is left to the size. */
    static final String NAME = "(?!\\s)[^:" + LineBreaking.CHARACTERS + "]*+(?<!\\s)";

    static final String NAME_MESSAGE = "must not contain a colon or control characters, or start or end with a space";

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "UserRequest[" + name + "]";
    }
}
