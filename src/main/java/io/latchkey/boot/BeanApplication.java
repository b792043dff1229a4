package io.latchkey.boot;

import io.latchkey.security.ApiMethod;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An application whose resources are made by CDI and handed to the Jakarta REST runtime. Not every runtime makes a resource
 * itself whose constructor has parameters for CDI (RESTEasy does not).
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
        return features;
    }

    /** One of each resource: they are singletons without a state. */
    @Override
    @SuppressWarnings("deprecation") // The standard has no other word for an object that is there already.
    public Set<Object> getSingletons() {
        return resources.stream()
                .map(type -> (Object) CDI.current().select(type).get())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the resources answer. */
    public List<ApiMethod> methods() {
        return ApiMethod.of(getClass().getAnnotation(ApplicationPath.class).value(), resources);
    }
}
