package io.latchkey.page;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Restricts the methods of a bean that pages call to users with one of the roles, as {@code @RolesAllowed}
 * does for a resource. Jakarta Faces does not support such an annotation, and a forged request can call even
 * what a view does not show.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface UserRoles {

    /**
     * The roles of which a user needs at least one, by their names in {@code AccountRole}; an annotation on a
     * method overrides the one on its class.
     */
    @Nonbinding
    String[] value() default {};
}
