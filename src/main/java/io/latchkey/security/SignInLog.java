package io.latchkey.security;

import io.latchkey.network.ClientAddress;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Accounts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Logs who signed in to the pages, and wrong passwords wherever they were presented, with the client's
 * address (OWASP ASVS 5.0, V16.3). The audit log is unsuitable for this: its entries are permanent, and a
 * stranger could flood it.
 *
 * <p>An unknown user name is not repeated, as it may be a password in the wrong field.
 */
@Singleton
public class SignInLog {

    private static final Logger LOG = System.getLogger(SignInLog.class.getName());

    private final Accounts accounts;
    private final ClientAddress clientAddress;
    private final HttpServletRequest request;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    public SignInLog(Accounts accounts, ClientAddress clientAddress, HttpServletRequest request) {
        this.accounts = accounts;
        this.clientAddress = clientAddress;
        this.request = request;
    }

    /** Logs that a user has begun a session, by a password or the given other means. */
    public void signedIn(String userName, String by) {
        LOG.log(Level.INFO, "Signed in by {0}: user \"{1}\", from {2}", by, userName, clientAddress.of(request));
    }

    /** Logs that a wrong password was presented for the given user name. */
    void wrongPassword(String presentedName) {
        String who = accounts.findByName(presentedName)
                .map(AccountUser::name)
                .map(name -> "user \"" + name + "\"")
                .orElse("no such user");
        LOG.log(Level.WARNING, "Wrong password: {0}, from {1}", who, clientAddress.of(request));
    }
}
