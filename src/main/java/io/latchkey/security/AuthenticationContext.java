package io.latchkey.security;

import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * What the server calls for each request (Jakarta Authentication, section 3.8).
 *
 * @param container the handler of the container's callbacks
 */
record AuthenticationContext(PathAuthentication authentication, CallbackHandler container)
        implements ServerAuthContext {

    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject client, Subject service) {
        try {
            return authentication.authenticate(
                    (HttpServletRequest) message.getRequestMessage(),
                    (HttpServletResponse) message.getResponseMessage(),
                    new RequestCaller(client, container));
        } catch (IOException callerIsGone) {
            throw new UncheckedIOException(callerIsGone);
        }
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, Subject service) {
        return AuthStatus.SEND_SUCCESS;
    }

    /** Does nothing: the subject is the container's, and nothing else is kept of the caller. */
    @Override
    public void cleanSubject(MessageInfo message, Subject client) {}
}
