package io.latchkey.organisation;

import jakarta.security.enterprise.CallerPrincipal;

/** The user who makes a request to the management. */
public class AccountPrincipal extends CallerPrincipal {

    private static final long serialVersionUID = 1L;

    private final long userId;
    private final long organisationId;
    private final AccountRole role;

    /**
     * The principal of a user whose password was right, whose session goes on, or for whom an OpenID Connect provider
     * vouches.
     */
    public AccountPrincipal(AccountUser user) {
        super(user.name());
        this.userId = user.id();
        this.organisationId = user.organisation().id();
        this.role = user.role();
    }

    public long userId() {
        return userId;
    }

    /** The organisation whose data alone the request may touch. */
    public long organisationId() {
        return organisationId;
    }

    public AccountRole role() {
        return role;
    }
}
