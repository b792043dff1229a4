package io.latchkey.security;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.caller.CallingKey;
import io.latchkey.organisation.Accounts;
import io.latchkey.organisation.CallingUser;
import io.latchkey.rest.DeclaredMethod;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Checks again, once the body of a request has been read, whether its caller may call the method, and otherwise refuses
 * with 401. A caller is authenticated before the body arrives, which can take as long as the caller likes: whoever
 * opens requests in advance could otherwise complete them long after their key was disabled or their user deleted.
 *
 * <p>For a key that is unchanged, it costs a look-up in memory; for a user, a query.
 */
@Provider
@Singleton
public class AccessAfterBody implements DynamicFeature {

    private final CallingKey callingKey;
    private final CallingUser callingUser;
    private final ContinuedKeyAdmission keys;
    private final Accounts accounts;
    private final HttpServletRequest request;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    public AccessAfterBody(
            CallingKey callingKey,
            CallingUser callingUser,
            ContinuedKeyAdmission keys,
            Accounts accounts,
            HttpServletRequest request) {
        this.callingKey = callingKey;
        this.callingUser = callingUser;
        this.keys = keys;
        this.accounts = accounts;
        this.request = request;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        DeclaredMethod declared = DeclaredMethod.of(resource);
        RequiredRoles.of(declared.method(), declared.resource())
                .ifPresent(roles -> context.register(new CheckAfterReading(roles)));
    }

    private boolean isStillAllowed(Set<String> roles) {
        Optional<ApiKeyPrincipal> key = callingKey.find();
        if (key.isPresent()) {
            return keys.ofCaller(roles).getAsBoolean();
        }
        return callingUser.find().filter(accounts::isUnchanged).isPresent();
    }

    private String challenge() {
        return ProtectionSpace.of(request)
                .map(ProtectionSpace::challenge)
                .orElseThrow(() -> new IllegalStateException("A method for callers must be in a protection space"));
    }

    /** Outside of all interceptors that read the body. */
    @Priority(Priorities.AUTHENTICATION)
    private final class CheckAfterReading implements ReaderInterceptor {

        private final Set<String> roles;

        CheckAfterReading(Set<String> roles) {
            this.roles = roles;
        }

        @Override
        public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
            Object read = body.proceed();
            if (!isStillAllowed(roles)) {
                throw new NotAuthorizedException(challenge());
            }
            return read;
        }
    }
}
