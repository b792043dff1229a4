package io.latchkey.limit;

import io.latchkey.setting.SecretUri;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Chooses where rate limits are counted, by {@code latchkey.limit.store}: on each {@code node}, or in one
 * {@code redis} for all nodes.
 */
@Singleton
class LimitStore {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final BucketStore buckets;
    private final Optional<RedisBuckets> redis;

    /** @throws IllegalArgumentException if a setting is not valid; its value is not in the message */
    @Inject
    LimitStore(
            @ConfigProperty(name = "latchkey.limit.store") String store,
            @ConfigProperty(name = "latchkey.limit.buckets") int most,
            @ConfigProperty(name = "latchkey.limit.redis-url") Optional<String> url,
            @ConfigProperty(name = "latchkey.limit.redis-timeout") Duration timeout,
            @ConfigProperty(name = "latchkey.limit.redis-prefix") Optional<String> prefix,
            @Steady Clock steady,
            Clock clock,
            ForgottenCounts forgotten) {
        if (most < 1) {
            throw new IllegalArgumentException("latchkey.limit.buckets must be at least 1");
        }
        BucketStore ofNode = Buckets.ofNode(most, steady, forgotten::add);
        switch (store) {
            case "node" -> {
                this.redis = Optional.empty();
                this.buckets = ofNode;
            }
            case "redis" -> {
                if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
                    throw new IllegalArgumentException("latchkey.limit.redis-timeout must be from PT0.001S to PT10S");
                }
                RedisBuckets shared = new RedisBuckets(address(url), timeout, prefix.orElse(""), most, clock);
                this.redis = Optional.of(shared);
                this.buckets = new SharedBuckets(shared.buckets(), ofNode, shared::forgetConnections, PAUSE);
            }
            default -> throw new IllegalArgumentException("latchkey.limit.store must be node or redis");
        }
    }

    private static URI address(Optional<String> url) {
        return url.flatMap(SecretUri::parse)
                .filter(LimitStore::isComplete)
                .orElseThrow(() -> new IllegalArgumentException(
                        "latchkey.limit.redis-url must be of the form redis://:password@host:port/number, or rediss://;"
                                + " / @ # ? % and the like in the password must be percent-encoded"));
    }

    private static boolean isComplete(URI url) {
        boolean known = "redis".equals(url.getScheme()) || "rediss".equals(url.getScheme());
        String path = Optional.ofNullable(url.getPath()).orElse("");
        return known && url.getHost() != null && url.getPort() != -1 && path.matches("(/[0-9]{0,4})?");
    }

    /** Produces the store in which to count. */
    @Produces
    @Singleton
    BucketStore buckets() {
        return buckets;
    }

    @PreDestroy
    void close() {
        redis.ifPresent(RedisBuckets::close);
    }
}
