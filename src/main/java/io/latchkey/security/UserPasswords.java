package io.latchkey.security;

import io.latchkey.limit.PasswordAttempts;
import io.latchkey.network.ClientAddress;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Accounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Knows a user by their name and password, but not a caller who guesses. */
@Singleton
public class UserPasswords {

    private final Accounts accounts;
    private final PasswordAttempts attempts;
    private final SignInLog log;
    private final ClientAddress clientAddress;
    private final HttpServletRequest request;

    /** The request is the container's stand-in for the one that the thread works on. */
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
     * The user, if the password is theirs.
     *
     * @throws io.latchkey.limit.TooManyAttempts when too many were not, of this name and from where the request comes from;
     *     the password has not been looked at then
     */
    public Optional<AccountUser> authenticate(String name, char[] password) {
        Optional<AccountUser> user =
                attempts.check(clientAddress.networkOf(request), name, () -> accounts.authenticate(name, password));
        if (user.isEmpty()) {
            log.wrongPassword(name);
        }
        return user;
    }
}
