package io.latchkey.user;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import java.time.Instant;
import java.util.Optional;

/** What is decided about a user, as the audit log writes it down: of a password only that it was changed, and when. */
record UserState(String name, Optional<String> email, AccountRole role, Optional<Instant> passwordChangedAt) {

    static UserState of(AccountUser user) {
        return new UserState(user.name(), user.email(), user.role(), user.passwordChangedAt());
    }
}
