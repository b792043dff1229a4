package io.latchkey.security;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The roles that a resource method requires, by its security annotation or else by that of its class. */
final class RequiredRoles {

    private RequiredRoles() {}

    /**
     * Returns the roles of which a caller needs one; empty if the method is open to everyone. For a method
     * without any annotation the set contains no roles, so that nobody satisfies it.
     */
    static Optional<Set<String>> of(Method method, Class<?> resource) {
        Optional<Annotation> annotation = annotation(method).or(() -> annotation(resource));
        if (annotation.filter(PermitAll.class::isInstance).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(annotation
                .filter(RolesAllowed.class::isInstance)
                .map(allowed -> Set.of(((RolesAllowed) allowed).value()))
                .orElse(Set.of()));
    }

    private static Optional<Annotation> annotation(AnnotatedElement element) {
        List<Class<? extends Annotation>> kinds = List.of(DenyAll.class, RolesAllowed.class, PermitAll.class);
        return kinds.stream()
                .flatMap(kind -> Stream.ofNullable(element.getAnnotation(kind)).map(Annotation.class::cast))
                .findFirst();
    }
}
