package io.latchkey.boot;

import io.latchkey.limit.Steady;
import io.latchkey.limit.SteadyClock;
import io.latchkey.security.GuardedApi;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What the Java runtime and the product as a whole give, injected so that a test can put its own in its place. */
@Singleton
public class PlatformBeans {

    /** UTC in microseconds, the precision that both databases keep: a time read back equals the one written. */
    @Produces
    @Singleton
    public Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }

    /** For what is counted in memory: it neither jumps nor stands still when the machine's clock is set. */
    @Produces
    @Singleton
    @Steady
    public Clock steadyClock() {
        return new SteadyClock(Instant.now(), System::nanoTime);
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
