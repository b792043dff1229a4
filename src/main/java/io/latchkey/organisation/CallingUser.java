package io.latchkey.organisation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.SecurityContext;
import java.util.Optional;

/** The user who makes the present request. */
@Singleton
public class CallingUser {

    private final SecurityContext security;

    @Inject
    public CallingUser(SecurityContext security) {
        this.security = security;
    }

    /**
     * Their principal.
     *
     * @throws IllegalStateException when the request was not authenticated as a user, which a resource under
     *     {@code /manage} rules out
     */
    public AccountPrincipal get() {
        return find().orElseThrow(() -> new IllegalStateException("No account user has been authenticated"));
    }

    /** Their principal, if a user is at work and not the product itself. */
    public Optional<AccountPrincipal> find() {
        return security.getPrincipalsByType(AccountPrincipal.class).stream().findFirst();
    }
}
