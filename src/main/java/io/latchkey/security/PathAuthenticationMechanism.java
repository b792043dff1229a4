package io.latchkey.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * Chooses by the path how a caller is known: API keys and users by the {@code Authorization} header of each request, the
 * users of the pages by their session too. Within a space no request goes on without a caller, whatever its path or
 * method.
 */
@Singleton
public class PathAuthenticationMechanism implements HttpAuthenticationMechanism {

    private final BasicAuthentication basic;
    private final SessionAuthentication session;

    @Inject
    public PathAuthenticationMechanism(BasicAuthentication basic, SessionAuthentication session) {
        this.basic = basic;
        this.session = session;
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Optional<ProtectionSpace> space = ProtectionSpace.of(request);
        if (space.isEmpty()) {
            return context.doNothing();
        }
        if (space.get() == ProtectionSpace.SETTINGS && session.isFor(request)) {
            return session.authenticate(request, response, context);
        }
        return basic.authenticate(space.get(), request, response, context);
    }
}
