package io.latchkey.security;

import io.latchkey.rest.DeclaredMethod;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Protects every resource method by its security annotation, or else by that of its class; a method without
 * either is closed to everyone. A server's own filter would leave a method without annotation open, and
 * does not say what is missing; {@code payara-web.xml} turns off Payara's.
 */
@Provider
@Singleton
public class AccessControl implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        DeclaredMethod declared = DeclaredMethod.of(resource);
        RequiredRoles.of(declared.method(), declared.resource())
                .ifPresent(roles -> context.register(new RolesFilter(roles)));
    }

    /** Runs before a server's own filter of this kind, if it has one, whose refusal would not name the right. */
    @Priority(Priorities.AUTHORIZATION - 100)
    private record RolesFilter(Set<String> roles) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            boolean holdsOne = CallerGroups.of(request)
                    .filter(groups -> groups.containAnyOf(roles))
                    .isPresent();
            if (!holdsOne) {
                throw new AccessDenied(roles);
            }
        }
    }
}
