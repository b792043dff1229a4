package io.latchkey.rest;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;

/**
 * A resource method as declared in the source code. CDI may instantiate a generated subclass (for an
 * interceptor, such as the one that validates parameters). The runtime then reports the methods of that
 * subclass, which have none of the annotations.
 *
 * @param resource the class annotated with {@link Path}
 */
public record DeclaredMethod(Class<?> resource, Method method) {

    /**
     * Returns the declared method, or the method reported by the runtime if no class is annotated with
     * {@link Path}.
     */
    public static DeclaredMethod of(ResourceInfo info) {
        return of(info.getResourceClass(), info.getResourceMethod());
    }

    static DeclaredMethod of(Class<?> told, Method method) {
        Class<?> resource = told;
        while (resource != null && !resource.isAnnotationPresent(Path.class)) {
            resource = resource.getSuperclass();
        }
        if (resource == null) {
            return new DeclaredMethod(told, method);
        }
        try {
            return new DeclaredMethod(resource, resource.getMethod(method.getName(), method.getParameterTypes()));
        } catch (NoSuchMethodException notOfTheResource) {
            return new DeclaredMethod(told, method);
        }
    }
}
