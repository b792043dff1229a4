package io.latchkey.organisation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.SecurityContext;
import java.util.Optional;

/** The user who makes the current request. */
@Singleton
public class CallingUser {

    private final SecurityContext security;

    @Inject
    public CallingUser(SecurityContext security) {
        this.security = security;
    }

    /**
     * Returns the user's principal.
     *
     * @throws IllegalStateException if the request was not authenticated as a user, which cannot happen in a
     *     resource under {@code /manage}
     */
    public AccountPrincipal get() {
        return find().orElseThrow(() -> new IllegalStateException("No account user has been authenticated"));
    }

    /**
     * Returns the id of the user's organisation.
     *
     * @throws IllegalStateException as for {@link #get}
     */
    public long organisationId() {
        return get().organisationId();
    }

    /** Returns the user's principal, or empty if a key or the product itself is acting instead of a user. */
    public Optional<AccountPrincipal> find() {
        return security.getPrincipalsByType(AccountPrincipal.class).stream().findFirst();
    }
}
