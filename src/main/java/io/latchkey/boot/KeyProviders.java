package io.latchkey.boot;

import io.latchkey.limit.RateLimitFilter;
import io.latchkey.usage.KeyActivityFilter;
import java.util.Set;

/** The providers of the applications whose requests are made with API keys. */
public class KeyProviders extends ProviderBeans {

    /** For the container. */
    public KeyProviders() {
        super(Set.of(KeyActivityFilter.class, RateLimitFilter.class));
    }
}
