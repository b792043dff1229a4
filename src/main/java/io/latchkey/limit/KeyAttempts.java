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

/** Counts invalid keys per client network, which is as large as a single caller may have. */
@Singleton
public class KeyAttempts {

    /** An entry takes some hundred bytes. */
    private static final int MAX_NETWORKS = 100_000;

    private final Optional<RateLimit> limit;
    private final Clock clock;
    private final Cache<String, Failures> failures;

    /**
     * Reads {@code latchkey.guessing.keys}.
     *
     * @throws IllegalArgumentException if it is not of the form {@code 20/PT10M}
     */
    @Inject
    public KeyAttempts(@ConfigProperty(name = "latchkey.guessing.keys") Optional<String> limit, @Steady Clock clock) {
        this.limit = RateLimit.setting("latchkey.guessing.keys", limit);
        this.clock = clock;
        Caffeine<Object, Object> bounded = Caffeine.newBuilder().maximumSize(MAX_NETWORKS);
        // The longest wait plus the time after which failures are forgotten.
        this.limit.map(allowed -> allowed.period().multipliedBy(2)).ifPresent(bounded::expireAfterWrite);
        this.failures = bounded.build();
    }

    /** Returns whether there have been no recent failures from any network. */
    public boolean isQuiet() {
        return failures.estimatedSize() == 0;
    }

    /** Returns how long the network must wait before another key may be tried; zero if it need not. */
    public Duration wait(String network) {
        return limit.flatMap(allowed -> Optional.ofNullable(failures.getIfPresent(network))
                        .map(known -> known.wait(allowed, clock.instant())))
                .orElse(Duration.ZERO);
    }

    /**
     * Counts an invalid key, unless the network must wait: attempts during the wait do not prolong it.
     *
     * @throws TooManyAttempts if the network must wait
     */
    public void failed(String network) {
        limit.ifPresent(allowed -> failures.asMap()
                .merge(network, Failures.NONE.andOneMore(allowed, clock.instant()), (known, one) -> {
                    Duration wait = known.wait(allowed, one.last());
                    if (!wait.isZero()) {
                        throw new TooManyAttempts(wait);
                    }
                    return known.andOneMore(allowed, one.last());
                }));
    }
}
