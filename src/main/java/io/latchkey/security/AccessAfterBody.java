package io.latchkey.security;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.caller.CallingKey;
import io.latchkey.key.PresentedKey;
import io.latchkey.key.PresentedKeys;
import io.latchkey.network.ClientAddress;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.Accounts;
import io.latchkey.organisation.CallingUser;
import io.latchkey.request.CurrentRequest;
import io.latchkey.rest.DeclaredMethod;
import io.latchkey.right.ApiRole;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Checks again, once a body that came late has been read, whether its caller may call the method, and otherwise refuses
 * the request as it would be refused by then. A caller is authenticated before the body arrives, which can take as long
 * as the caller likes: whoever opens requests in advance could otherwise complete them long after their key was
 * disabled or their user deleted.
 */
@Provider
@Singleton
public class AccessAfterBody implements DynamicFeature {

    /** How long after the beginning of a request its caller need not be checked again, in nanoseconds. */
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(100);

    private final CallingKey callingKey;
    private final CallingUser callingUser;
    private final PresentedKeys keys;
    private final KeyAdmission admission;
    private final ClientAddress clientAddress;
    private final Accounts accounts;
    private final HttpServletRequest request;

    /** Expects the container's proxy for the current thread's request. */
    @Inject
    public AccessAfterBody(
            CallingKey callingKey,
            CallingUser callingUser,
            PresentedKeys keys,
            KeyAdmission admission,
            ClientAddress clientAddress,
            Accounts accounts,
            HttpServletRequest request) {
        this.callingKey = callingKey;
        this.callingUser = callingUser;
        this.keys = keys;
        this.admission = admission;
        this.clientAddress = clientAddress;
        this.accounts = accounts;
        this.request = request;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        DeclaredMethod declared = DeclaredMethod.of(resource);
        RequiredRoles.of(declared.method(), declared.resource())
                .ifPresent(roles -> context.register(new CheckAfterReading(roles)));
    }

    private void check(Set<String> required) {
        Optional<ApiKeyPrincipal> key = callingKey.find();
        Set<String> roles = key.isPresent() ? rolesOf(key.get()) : rolesOfUser();
        if (Collections.disjoint(roles, required)) {
            throw key.isPresent() && isByToken() ? unauthenticated() : new AccessDenied(required);
        }
    }

    /** An event token is no credential any more once its key does not send events. */
    private boolean isByToken() {
        return CallerGroups.of(request)
                .filter(groups -> !groups.names().contains(ApiRole.KEY))
                .isPresent();
    }

    private Set<String> rolesOf(ApiKeyPrincipal caller) {
        PresentedKey key =
                keys.findSecret(caller.secretId()).filter(admission::isUsable).orElseThrow(this::unauthenticated);
        if (!key.isAllowedFrom(clientAddress.of(request))) {
            throw new AddressNotAllowed();
        }
        return key.accessRight().allRoles();
    }

    private Set<String> rolesOfUser() {
        return callingUser
                .find()
                .flatMap(accounts::currentRole)
                .map(AccountRole::roleName)
                .map(Set::of)
                .orElseThrow(this::unauthenticated);
    }

    private Unauthenticated unauthenticated() {
        return new Unauthenticated(ProtectionSpace.of(request)
                .orElseThrow(() -> new IllegalStateException("A method for callers must be in a protection space")));
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
            if (CurrentRequest.nanosSince(request) > SOON) {
                check(roles);
            }
            return read;
        }
    }
}
