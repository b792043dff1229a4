package io.latchkey.security;

import io.latchkey.request.CurrentRequest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Chooses the authentication by path: API keys and users by the {@code Authorization} header of each request,
 * users of the pages also by their session. Within a protection space no request proceeds without an
 * authenticated caller, whatever its path or method.
 */
@Singleton
public class PathAuthentication {

    private final CurrentRequest current;
    private final Event<RequestRefused> refusals;
    private final BodyFraming framing;
    private final BasicAuthentication basic;
    private final SessionAuthentication session;

    @Inject
    public PathAuthentication(
            CurrentRequest current,
            Event<RequestRefused> refusals,
            BodyFraming framing,
            BasicAuthentication basic,
            SessionAuthentication session) {
        this.current = current;
        this.refusals = refusals;
        this.framing = framing;
        this.basic = basic;
        this.session = session;
    }

    /**
     * Authenticates the caller of a request and tells the container who it is, or answers the request.
     *
     * @throws IOException if the caller is gone before the answer
     */
    AuthStatus authenticate(HttpServletRequest request, HttpServletResponse response, RequestCaller caller)
            throws IOException {
        // The servers call this before any filter, and call no filter for a request that is refused here.
        current.begin(request, response);
        AuthStatus status = framing.refuseIfAmbiguous(request, response)
                ? AuthStatus.SEND_FAILURE
                : authenticateByPath(request, response, caller);
        if (status == AuthStatus.SEND_FAILURE) {
            refusals.fire(new RequestRefused(request, response));
        }
        return status;
    }

    private AuthStatus authenticateByPath(
            HttpServletRequest request, HttpServletResponse response, RequestCaller caller) throws IOException {
        Optional<ProtectionSpace> space = ProtectionSpace.of(request);
        if (space.isEmpty()) {
            return caller.setNoCaller();
        }
        if (space.get() == ProtectionSpace.SETTINGS && session.isFor(request)) {
            return session.authenticate(request, response, caller);
        }
        return basic.authenticate(space.get(), request, response, caller);
    }
}
