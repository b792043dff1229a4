package io.latchkey.organisation;

import jakarta.security.enterprise.CallerPrincipal;
import java.time.Instant;

/** The user who makes a request, to the management API, the pages or the verification of keys. */
public class AccountPrincipal extends CallerPrincipal {

    private static final long serialVersionUID = 1L;

    private final long userId;
    private final long organisationId;
    private final AccountRole role;
    private final Instant passwordSetAt;

    /**
     * Creates the principal of a user whose password was correct, whose session continues, or for whom an
     * OpenID Connect provider vouches.
     */
    public AccountPrincipal(AccountUser user) {
        super(user.name());
        this.userId = user.id();
        this.organisationId = user.organisationId();
        this.role = user.role();
        this.passwordSetAt = user.passwordSetAt();
    }

    public long userId() {
        return userId;
    }

    /** Returns the id of the only organisation whose data the request may access. */
    public long organisationId() {
        return organisationId;
    }

    public AccountRole role() {
        return role;
    }

    /** Returns {@link AccountUser#passwordSetAt()} of the user as read for the authentication. */
    public Instant passwordSetAt() {
        return passwordSetAt;
    }
}
