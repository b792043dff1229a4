package io.latchkey.boot;

import io.latchkey.limit.RateLimitFilter;
import io.latchkey.usage.KeyActivityFilter;
import java.util.Set;

/** What the applications have whose requests are those of API keys. */
public class KeyProviders extends ProviderBeans {

    /** For the container. */
    public KeyProviders() {
        super(Set.of(KeyActivityFilter.class, RateLimitFilter.class));
    }
}
