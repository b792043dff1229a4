package io.latchkey.rest;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;

/**
 * A resource method as it is written. CDI may make an object of a subclass of its own (for an interceptor, such as the one
 * that validates parameters), and the runtime then tells of methods there, which have none of the annotations.
 *
 * @param resource the class with {@link Path}
 */
public record DeclaredMethod(Class<?> resource, Method method) {

    /** What the runtime tells of, when nothing of it is written with {@link Path}. */
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
