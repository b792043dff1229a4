package io.latchkey.user;

import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import java.time.Instant;
import java.util.Optional;

/** A user's data as recorded in the audit log; of a password, only that it was changed, and when. */
record UserState(String name, Optional<String> email, AccountRole role, Optional<Instant> passwordChangedAt) {

    static UserState of(AccountUser user) {
        return new UserState(user.name(), user.email(), user.role(), user.passwordChangedAt());
    }
}
