package io.latchkey.boot;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Set;

/**
 * Registers providers as instances created by CDI. Not every Jakarta REST runtime itself creates a provider
 * whose constructor has parameters for CDI (RESTEasy does not).
 */
abstract class ProviderBeans implements Feature {

    private final Set<Class<?>> types;

    ProviderBeans(Set<Class<?>> types) {
        this.types = types;
    }

    @Override
    public boolean configure(FeatureContext context) {
        types.forEach(type -> context.register(CDI.current().select(type).get()));
        return true;
    }
}
