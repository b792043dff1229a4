package io.latchkey.boot;

import io.latchkey.security.ApiMethod;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * An application whose resources are CDI's. Most Jakarta REST runtimes are told of their classes, and ask CDI themselves. Where
 * {@code latchkey.rest.objects} is set, the runtime is given the objects: RESTEasy takes no class whose constructor has
 * parameters for CDI.
 */
public abstract class BeanApplication extends Application {

    private final Set<Class<?>> resources;
    private final Set<Class<?>> features;

    BeanApplication(Set<Class<?>> resources, Set<Class<?>> features) {
        this.resources = resources;
        this.features = features;
    }

    @Override
    public Set<Class<?>> getClasses() {
        return takesObjects()
                ? features
                : Stream.of(resources, features).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** One of each resource: they are singletons without a state. */
    @Override
    @SuppressWarnings("deprecation") // The standard has no other word for an object that is there already.
    public Set<Object> getSingletons() {
        return takesObjects()
                ? resources.stream()
                        .map(type -> (Object) CDI.current().select(type).get())
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** The runtime makes the application before CDI could give it anything. */
    private static boolean takesObjects() {
        return ConfigProvider.getConfig().getValue("latchkey.rest.objects", Boolean.class);
    }

    /** What the resources answer. */
    public List<ApiMethod> methods() {
        return ApiMethod.of(getClass().getAnnotation(ApplicationPath.class).value(), resources);
    }
}
