package io.latchkey.user;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import java.time.Instant;
import java.util.Optional;

/**
 * A user as the management shows them.
 *
 * @param email where notices go; none for a user who gets none
 * @param hasPassword whether they can sign in with one
 * @param passwordChangedAt when the password was set anew (UTC), if it ever was
 */
public record UserDocument(
        long id,
        String name,
        Optional<String> email,
        AccountRole role,
        Instant createdAt,
        boolean hasPassword,
        Optional<Instant> passwordChangedAt) {

    /** The user, as far as their organisation's owners and they themselves may see. */
    public static UserDocument of(AccountUser user) {
        return new UserDocument(
                user.id(),
                user.name(),
                user.email(),
                user.role(),
                user.createdAt(),
                user.hasPassword(),
                user.passwordChangedAt());
    }
}
