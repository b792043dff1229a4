package io.latchkey.bench.inside;

import io.latchkey.account.VersionResource;
import io.latchkey.boot.ApiApplication;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import java.util.HashSet;
import java.util.Set;

/** The guarded API outside of every protection space, with an open {@code version}; its other resources refuse every request. */
@ApplicationPath("/inside")
public class InsideApplication extends ApiApplication {

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(super.getClasses());
        if (classes.remove(VersionResource.class)) {
            classes.add(InsideVersionResource.class);
        }
        return classes;
    }

    /** Not empty if the server takes instances instead of classes. */
    @Override
    @SuppressWarnings("deprecation")
    public Set<Object> getSingletons() {
        Set<Object> singletons = new HashSet<>(super.getSingletons());
        if (singletons.removeIf(VersionResource.class::isInstance)) {
            singletons.add(CDI.current().select(InsideVersionResource.class).get());
        }
        return singletons;
    }
}
