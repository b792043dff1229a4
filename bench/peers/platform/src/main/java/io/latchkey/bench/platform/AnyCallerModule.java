package io.latchkey.bench.platform;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/** The same as {@link AnyCaller}, called by the server without Jakarta Security between them, as Latchkey is. */
class AnyCallerModule implements ServerAuthModule {

    private volatile CallbackHandler container;

    @Override
    public void initialize(
            MessagePolicy requests, MessagePolicy responses, CallbackHandler handler, Map<String, Object> options) {
        container = handler;
    }

    @Override
    public Class<?>[] getSupportedMessageTypes() {
        return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
    }

    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject client, Subject service) throws AuthException {
        if (((HttpServletRequest) message.getRequestMessage()).getHeader("Authorization") == null) {
            ((HttpServletResponse) message.getResponseMessage()).setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return AuthStatus.SEND_FAILURE;
        }
        try {
            container.handle(new Callback[] {
                new CallerPrincipalCallback(client, AnyCaller.CALLER),
                new GroupPrincipalCallback(client, AnyCaller.ROLES.toArray(String[]::new))
            });
        } catch (IOException | UnsupportedCallbackException e) {
            throw new AuthException(e);
        }
        return AuthStatus.SUCCESS;
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, Subject service) {
        return AuthStatus.SEND_SUCCESS;
    }

    @Override
    public void cleanSubject(MessageInfo message, Subject client) {
        client.getPrincipals().clear();
    }
}
