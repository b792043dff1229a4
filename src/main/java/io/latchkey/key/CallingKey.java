package io.latchkey.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The API key that makes the present request. */
@Singleton
public class CallingKey {

    private static final String KNOWN = CallingKey.class.getName();

    private final SecurityContext security;
    private final HttpServletRequest request;

    /** The request is the container's stand-in for the one that the thread works on. */
    @Inject
    public CallingKey(SecurityContext security, HttpServletRequest request) {
        this.security = security;
        this.request = request;
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
        if (request.getAttribute(KNOWN) instanceof ApiKeyPrincipal known) {
            return Optional.of(known);
        }
        // What the server does for the answer costs more than the look-up of the key: it is asked once a request.
        Optional<ApiKeyPrincipal> found =
                security.getPrincipalsByType(ApiKeyPrincipal.class).stream().findFirst();
        found.ifPresent(key -> request.setAttribute(KNOWN, key));
        return found;
    }
}
