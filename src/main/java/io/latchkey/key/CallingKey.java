package io.latchkey.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.SecurityContext;
import java.util.Optional;

/** The API key that makes the present request. */
@Singleton
public class CallingKey {

    private final SecurityContext security;

    @Inject
    public CallingKey(SecurityContext security) {
        this.security = security;
    }

    /**
     * Its principal.
     *
     * @throws IllegalStateException when the request was not authenticated by a key, which a resource under {@code /api}
     *     rules out
     */
    public ApiKeyPrincipal get() {
        return find().orElseThrow(() -> new IllegalStateException("No API key has been authenticated"));
    }

    /** Its principal, if a key makes the request, and not a user or nobody who is known. */
    public Optional<ApiKeyPrincipal> find() {
        return security.getPrincipalsByType(ApiKeyPrincipal.class).stream().findFirst();
    }
}
