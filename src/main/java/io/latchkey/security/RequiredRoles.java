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

/** What a resource method asks of its caller, by its security annotation, or its class's when it has none. */
final class RequiredRoles {

    private RequiredRoles() {}

    /**
     * The roles of which a caller needs one; empty when the method is open to everyone. A method without any annotation
     * has a set without roles, which nobody satisfies.
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
