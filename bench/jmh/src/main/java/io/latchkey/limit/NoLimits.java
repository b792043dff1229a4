package io.latchkey.limit;

import io.latchkey.caller.KeyDecisions;
import java.time.Clock;
import java.util.Optional;

/** The limits of an installation that has none. In the package of what it builds. */
public final class NoLimits {

    private NoLimits() {}

    /** Builds them. */
    public static RequestLimits limits() {
        RateLimiter none = new RateLimiter(Optional.empty(), Optional.empty(), null);
        return new RequestLimits(new KeyDecisions(), none, null, Clock.systemUTC());
    }
}
