package io.latchkey.boot;

import io.latchkey.security.GuardedApi;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** What the Java runtime and the product as a whole give, injected so that a test can put its own in its place. */
@Singleton
public class PlatformBeans {

    /** UTC in microseconds, the precision that both databases keep: a time read back equals the one written. */
    @Produces
    @Singleton
    public Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }

    /** The guarded API as its resources declare it. */
    @Produces
    @Singleton
    public GuardedApi guardedApi() {
        return new GuardedApi(new ApiApplication().methods());
    }

    /** The runtime's strongest non-blocking source of randomness. */
    @Produces
    @Singleton
    public SecureRandom secureRandom() {
        return new SecureRandom();
    }
}
