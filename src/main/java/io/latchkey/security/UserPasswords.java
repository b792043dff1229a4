package io.latchkey.security;

import io.latchkey.limit.PasswordAttempts;
import io.latchkey.network.ClientAddress;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Accounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Authenticates users by name and password, with protection against guessing. */
@Singleton
public class UserPasswords {

    private final Accounts accounts;
    private final PasswordAttempts attempts;
    private final SignInLog log;
    private final ClientAddress clientAddress;
    private final HttpServletRequest request;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    public UserPasswords(
            Accounts accounts,
            PasswordAttempts attempts,
            SignInLog log,
            ClientAddress clientAddress,
            HttpServletRequest request) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.log = log;
        this.clientAddress = clientAddress;
        this.request = request;
    }

    /**
     * Returns the user, if the password is correct.
     *
     * @throws io.latchkey.limit.TooManyAttempts after too many wrong passwords for this name from the
     *     request's network; the password has not been checked then
     */
    public Optional<AccountUser> authenticate(String name, char[] password) {
        Optional<AccountUser> user =
                attempts.check(clientAddress.networkOf(request), name, () -> accounts.authenticate(name, password));
        if (user.isEmpty()) {
            log.wrongPassword(name);
        }
        return user.flatMap(accounts::asStoredNow);
    }
}
