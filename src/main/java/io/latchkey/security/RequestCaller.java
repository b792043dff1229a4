package io.latchkey.security;

import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * Tells the container who makes a request (Jakarta Authentication, section 3.8.3.1).
 *
 * @param subject the caller's, which the container evaluates afterwards
 * @param container the handler of the container's callbacks
 */
record RequestCaller(Subject subject, CallbackHandler container) {

    /** Sets the caller and its groups. */
    AuthStatus setCaller(IdentifiedCaller caller) {
        return handle(
                new CallerPrincipalCallback(subject, caller.principal()),
                new GroupPrincipalCallback(subject, caller.groups().toArray(String[]::new)));
    }

    /** Lets the request proceed without a caller, since none is needed. */
    AuthStatus setNoCaller() {
        return handle(new CallerPrincipalCallback(subject, (Principal) null));
    }

    private AuthStatus handle(Callback... callbacks) {
        try {
            container.handle(callbacks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnsupportedCallbackException e) {
            throw new IllegalStateException("The server does not support the Servlet Container Profile", e);
        }
        return AuthStatus.SUCCESS;
    }
}
