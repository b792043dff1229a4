package io.latchkey.limit;

import io.latchkey.key.RateLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Counts, for each network that one caller can have, the keys that were presented from it and are none. */
@Singleton
public class KeyAttempts {

    private final Optional<RateLimit> limit;
    private final Buckets<String> buckets;

    /**
     * Takes {@code latchkey.guessing.keys}.
     *
     * @throws IllegalArgumentException when it is not of the form {@code 20/PT10M}
     */
    @Inject
    public KeyAttempts(@ConfigProperty(name = "latchkey.guessing.keys") Optional<String> limit, Clock clock) {
        this.limit = RateLimit.setting("latchkey.guessing.keys", limit);
        this.buckets = new Buckets<>("guessing", clock);
    }

    /** Whether nothing at all has failed of late, from anywhere. */
    public boolean isQuiet() {
        return buckets.areFull();
    }

    /** How long until another key may be tried from the network; nothing if one may be now. */
    public Duration wait(String network) {
        return limit.map(of -> buckets.look(network, of)).orElse(Duration.ZERO);
    }

    /**
     * Counts a key that is none.
     *
     * @throws TooManyAttempts when it is one too many
     */
    public void failed(String network) {
        limit.map(of -> buckets.take(network, of))
                .filter(allowance -> !allowance.granted())
                .ifPresent(refused -> {
                    throw new TooManyAttempts(refused.retryAfter());
                });
    }
}
