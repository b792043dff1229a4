package io.latchkey.organisation;

import jakarta.security.enterprise.CallerPrincipal;
import java.time.Instant;

/** The user who makes a request to the management. */
public class AccountPrincipal extends CallerPrincipal {

    private static final long serialVersionUID = 1L;

    private final long userId;
    private final long organisationId;
    private final AccountRole role;
    private final Instant passwordSetAt;

    /**
     * The principal of a user whose password was right, whose session goes on, or for whom an OpenID Connect provider
     * vouches.
     */
    public AccountPrincipal(AccountUser user) {
        super(user.name());
        this.userId = user.id();
        this.organisationId = user.organisation().id();
        this.role = user.role();
        this.passwordSetAt = user.passwordSetAt();
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

    /** {@link AccountUser#passwordSetAt()} of the user as they were read to be let in. */
    public Instant passwordSetAt() {
        return passwordSetAt;
    }
}
