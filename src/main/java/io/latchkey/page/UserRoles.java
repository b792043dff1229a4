package io.latchkey.page;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Closes the methods of a bean that pages call to users without one of the roles, as {@code @RolesAllowed} does a
 * resource's. Jakarta Faces knows no such annotation, and what a view hides a forged request calls all the same.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface UserRoles {

    /** The roles of which a user needs one, by the names of {@code AccountRole}; a method's own win over the class's. */
    @Nonbinding
    String[] value() default {};
}
