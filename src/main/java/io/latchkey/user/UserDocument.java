package io.latchkey.user;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import java.time.Instant;
import java.util.Optional;

/**
 * A user as represented in the management API.
 *
 * @param email the address for notices; empty for a user who gets none
 * @param hasPassword whether they can sign in with a password
 * @param passwordChangedAt when the password was last changed (UTC), if it ever was
 */
public record UserDocument(
        long id,
        String name,
        Optional<String> email,
        AccountRole role,
        Instant createdAt,
        boolean hasPassword,
        Optional<Instant> passwordChangedAt) {

    /** Returns what the organisation's owners and the user themselves may see of the user. */
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
