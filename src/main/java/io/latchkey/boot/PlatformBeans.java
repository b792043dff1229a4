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

/** Produces what the Java runtime and the product as a whole provide, as beans that tests can replace. */
@Singleton
public class PlatformBeans {

    /**
     * Returns the clock in UTC and microseconds, the precision that both databases keep, so that a time read
     * back equals the one written.
     */
    @Produces
    @Singleton
    public Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }

    /**
     * Returns the clock for what is counted in memory, which neither jumps nor stands still if the machine's
     * clock is set.
     */
    @Produces
    @Singleton
    @Steady
    public Clock steadyClock() {
        return new SteadyClock(Instant.now(), System::nanoTime);
    }

    /** Returns the guarded API as declared by its resources. */
    @Produces
    @Singleton
    public GuardedApi guardedApi() {
        ApiApplication api = new ApiApplication();
        return new GuardedApi(api.methods(), api.unsupportedMethods());
    }

    /** Returns the runtime's strongest non-blocking source of randomness. */
    @Produces
    @Singleton
    public SecureRandom secureRandom() {
        return new SecureRandom();
    }
}
