package io.latchkey.boot;

import io.latchkey.security.ApiMethod;
import io.latchkey.setting.TrueOrFalse;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A Jakarta REST application whose resources are CDI beans. Most runtimes are given the classes, and ask CDI
 * for the instances themselves. If {@code latchkey.rest.objects} is set, the runtime is given the instances
 * instead, because RESTEasy accepts no class whose constructor has parameters for CDI.
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

    /**
     * Returns one instance of each resource, if the runtime is given instances; resources are stateless
     * singletons.
     */
    @Override
    @SuppressWarnings("deprecation") // The standard has no other way to register an existing object.
    public Set<Object> getSingletons() {
        return takesObjects()
                ? resources.stream()
                        .map(type -> (Object) CDI.current().select(type).get())
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /**
     * Reads the setting directly, because the runtime creates the application before CDI can inject anything.
     */
    private static boolean takesObjects() {
        String setting = "latchkey.rest.objects";
        return TrueOrFalse.require(setting, ConfigProvider.getConfig().getValue(setting, String.class));
    }

    /** Returns the path of the application, such as {@code /api}. */
    String root() {
        return getClass().getAnnotation(ApplicationPath.class).value();
    }

    /** Returns the methods of the resources. */
    public List<ApiMethod> methods() {
        return ApiMethod.of(root(), resources);
    }
}
