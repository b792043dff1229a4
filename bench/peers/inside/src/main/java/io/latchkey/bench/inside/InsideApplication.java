package io.latchkey.bench.inside;

import io.latchkey.account.VersionResource;
import io.latchkey.boot.ApiApplication;
import io.latchkey.contact.ContactResource;
import io.latchkey.contact.InsideContactResource;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The guarded API outside of every protection space, with an open {@code version} and open contacts; its other resources
 * refuse every request.
 */
@ApplicationPath("/inside")
public class InsideApplication extends ApiApplication {

    private static final Map<Class<?>, Class<?>> OPEN = Map.of(
            VersionResource.class, InsideVersionResource.class,
            ContactResource.class, InsideContactResource.class);

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new HashSet<>(super.getClasses());
        OPEN.forEach((guarded, open) -> {
            if (classes.remove(guarded)) {
                classes.add(open);
            }
        });
        return classes;
    }

    /** Not empty if the server takes instances instead of classes. */
    @Override
    @SuppressWarnings("deprecation")
    public Set<Object> getSingletons() {
        Set<Object> singletons = new HashSet<>(super.getSingletons());
        OPEN.forEach((guarded, open) -> {
            if (singletons.removeIf(guarded::isInstance)) {
                singletons.add(CDI.current().select(open).get());
            }
        });
        return singletons;
    }
}
