package io.latchkey.caller;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.security.Principal;
import java.util.Optional;

/** The API key that makes the current request. */
@Singleton
public class CallingKey {

    private static final String KNOWN = CallingKey.class.getName();

    private final HttpServletRequest request;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    public CallingKey(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * Records the caller of the request, once the container has been notified of it. The container could be
     * asked for it later ({@code SecurityContext}), but that costs more than looking up the key.
     */
    public static void note(Principal caller, HttpServletRequest request) {
        if (caller instanceof ApiKeyPrincipal key) {
            request.setAttribute(KNOWN, new AuthenticatedRequest(key, request));
        }
    }

    /**
     * Returns the key's principal.
     *
     * @throws IllegalStateException if the request was not authenticated by a key, which cannot happen in a
     *     resource under {@code /api}
     */
    public ApiKeyPrincipal get() {
        return find().orElseThrow(() -> new IllegalStateException("No API key has been authenticated"));
    }

    /**
     * Returns the id of the key's organisation.
     *
     * @throws IllegalStateException as for {@link #get}
     */
    public long organisationId() {
        return get().organisationId();
    }

    /** Returns the key's principal, or empty if the caller is a user or anonymous. */
    public Optional<ApiKeyPrincipal> find() {
        return known(request.getAttribute(KNOWN)).map(AuthenticatedRequest::key);
    }

    /**
     * Returns the principal of the key that makes the given request, or empty. A filter has the request at hand
     * and need not ask the container for that of its thread.
     */
    public static Optional<ApiKeyPrincipal> of(ContainerRequestContext request) {
        return requestOf(request).map(AuthenticatedRequest::key);
    }

    /** Returns the servlet request and its key, or empty if no key makes the given request. */
    public static Optional<AuthenticatedRequest> requestOf(ContainerRequestContext request) {
        return known(request.getProperty(KNOWN));
    }

    private static Optional<AuthenticatedRequest> known(Object known) {
        return known instanceof AuthenticatedRequest request ? Optional.of(request) : Optional.empty();
    }
}
