package io.latchkey.security;

import jakarta.annotation.Priority;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Closes every resource method by its security annotation, or its class's when it has none; a method without any is
 * closed to everyone. The server enforces {@code @RolesAllowed} as well, but leaves a method without annotation open, and
 * does not say what is missing.
 */
@Provider
@Singleton
public class AccessControl implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Annotation annotation = annotation(resource.getResourceMethod())
                .or(() -> annotation(resource.getResourceClass()))
                .orElse(null);
        if (annotation instanceof PermitAll) {
            return;
        }
        Set<String> roles = annotation instanceof RolesAllowed allowed ? Set.of(allowed.value()) : Set.of();
        context.register(new RolesFilter(roles));
    }

    private static Optional<Annotation> annotation(AnnotatedElement element) {
        List<Class<? extends Annotation>> kinds = List.of(DenyAll.class, RolesAllowed.class, PermitAll.class);
        return kinds.stream()
                .flatMap(kind -> Stream.ofNullable(element.getAnnotation(kind)).map(Annotation.class::cast))
                .findFirst();
    }

    /** Before the server's own filter of the same kind, whose refusal would not name the right. */
    @Priority(Priorities.AUTHORIZATION - 100)
    private record RolesFilter(Set<String> roles) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            if (roles.stream().noneMatch(request.getSecurityContext()::isUserInRole)) {
                throw new AccessDenied(roles);
            }
        }
    }
}
