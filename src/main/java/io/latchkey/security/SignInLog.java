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
 * Says in the log who was let in to the pages, and whose password was wrong wherever it was presented, and from where (OWASP
 * ASVS 5.0, V16.3). The audit log is no place for it: it keeps what it has, and a stranger could fill it.
 *
 * <p>A name that nobody has is not repeated: it may be a password in the wrong field.
 */
@Singleton
public class SignInLog {

    private static final Logger LOG = System.getLogger(SignInLog.class.getName());

    private final Accounts accounts;
    private final ClientAddress clientAddress;
    private final HttpServletRequest request;

    /** The request is the container's stand-in for the one that the thread works on. */
    @Inject
    public SignInLog(Accounts accounts, ClientAddress clientAddress, HttpServletRequest request) {
        this.accounts = accounts;
        this.clientAddress = clientAddress;
        this.request = request;
    }

    /** A user of that name has begun a session, by a password or by what else is named. */
    public void signedIn(String userName, String by) {
        LOG.log(Level.INFO, "Signed in by {0}: user \"{1}\", from {2}", by, userName, clientAddress.of(request));
    }

    /** The password is not that of a user of that name. */
    void wrongPassword(String presentedName) {
        String who = accounts.findByName(presentedName)
                .map(AccountUser::name)
                .map(name -> "user \"" + name + "\"")
                .orElse("no such user");
        LOG.log(Level.WARNING, "Wrong password: {0}, from {1}", who, clientAddress.of(request));
    }
}
