package io.latchkey.caller;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/** The API key that makes the present request. */
@Singleton
public class CallingKey {

    private static final String KNOWN = CallingKey.class.getName();

    private final HttpServletRequest request;

    /** The request is the container's stand-in for the one that the thread works on. */
    @Inject
    public CallingKey(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * Notes who makes the request, once the container has been told of it. The container could be asked for the same
     * afterwards ({@code SecurityContext}), but what it does for the answer costs more than the look-up of the key.
     */
    public static void note(Principal caller, HttpServletRequest request) {
        if (caller instanceof ApiKeyPrincipal key) {
            request.setAttribute(KNOWN, key);
        }
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
        return request.getAttribute(KNOWN) instanceof ApiKeyPrincipal known ? Optional.of(known) : Optional.empty();
    }
}
