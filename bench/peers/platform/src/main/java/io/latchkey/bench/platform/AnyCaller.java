package io.latchkey.bench.platform;

import jakarta.inject.Singleton;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** Lets everybody in who sends a header, without reading it: what is left is what the platform itself does for a caller. */
@Singleton
public class AnyCaller implements HttpAuthenticationMechanism {

    static final CallerPrincipal CALLER = new CallerPrincipal("any");
    static final Set<String> ROLES = Set.of("KEY");

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        return request.getHeader("Authorization") == null
                ? context.responseUnauthorized()
                : context.notifyContainerAboutLogin(CALLER, ROLES);
    }
}
