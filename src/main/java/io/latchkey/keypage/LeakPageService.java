package io.latchkey.keypage;

import io.latchkey.key.KeyLeak;
import io.latchkey.leak.LeakReport;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.page.UserRoles;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Accepts reports of leaked keys from the signed-in user, as far as the user's role permits. */
@Singleton
@UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class LeakPageService {

    private final KeyLeak leak;
    private final CallingUser user;

    @Inject
    public LeakPageService(KeyLeak leak, CallingUser user) {
        this.leak = leak;
        this.user = user;
    }

    /**
     * Disables the key that was found, unless a rotation has already ended the secret. Returns the outcome;
     * empty if the organisation has no such key.
     */
    public Optional<KeyLeak.Done> report(LeakReport report) {
        return leak.report(user.organisationId(), report.key(), report::where);
    }
}
