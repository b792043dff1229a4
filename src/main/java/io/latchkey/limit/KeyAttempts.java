package io.latchkey.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.latchkey.quota.RateLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Counts, for each network that one caller can have, the keys that were presented from it and are none. */
@Singleton
public class KeyAttempts {

    /** One is some hundred bytes. */
    private static final int MAX_NETWORKS = 100_000;

    private final Optional<RateLimit> limit;
    private final Clock clock;
    private final Cache<String, Failures> failures;

    /**
     * Takes {@code latchkey.guessing.keys}.
     *
     * @throws IllegalArgumentException when it is not of the form {@code 20/PT10M}
     */
    @Inject
    public KeyAttempts(@ConfigProperty(name = "latchkey.guessing.keys") Optional<String> limit, @Steady Clock clock) {
        this.limit = RateLimit.setting("latchkey.guessing.keys", limit);
        this.clock = clock;
        Caffeine<Object, Object> bounded = Caffeine.newBuilder().maximumSize(MAX_NETWORKS);
        // The longest wait, and the time after which all is forgotten.
        this.limit.map(of -> of.period().multipliedBy(2)).ifPresent(bounded::expireAfterWrite);
        this.failures = bounded.build();
    }

    /** Whether nothing at all has failed of late, from anywhere. */
    public boolean isQuiet() {
        return failures.estimatedSize() == 0;
    }

    /** How long until another key may be tried from the network; nothing if one may be now. */
    public Duration wait(String network) {
        return limit.flatMap(of -> Optional.ofNullable(failures.getIfPresent(network))
                        .map(known -> known.wait(of, clock.instant())))
                .orElse(Duration.ZERO);
    }

    /**
     * Counts a key that is none, unless the network has to wait: what is tried meanwhile makes the wait no longer.
     *
     * @throws TooManyAttempts when it has to
     */
    public void failed(String network) {
        limit.ifPresent(
                of -> failures.asMap().merge(network, Failures.NONE.andOneMore(of, clock.instant()), (known, one) -> {
                    Duration wait = known.wait(of, one.last());
                    if (!wait.isZero()) {
                        throw new TooManyAttempts(wait);
                    }
                    return known.andOneMore(of, one.last());
                }));
    }
}
