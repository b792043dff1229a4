package io.latchkey.limit;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.distributed.serialization.Mapper;
import io.github.bucket4j.redis.jedis.Bucket4jJedis;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Buckets in Redis, shared by all nodes; each expires there once it is full again. The time is that of the
 * counting node, so the nodes' clocks should agree to within a small part of the shortest period.
 */
final class RedisBuckets implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 32;

    /** How long a bucket is kept after it is full, so that clock skew between nodes loses nothing. */
    private static final Duration AFTER_FULL = Duration.ofSeconds(10);

    private final RedisClient redis;
    private final BucketStore buckets;

    /**
     * Creates a client that connects on the first request. An operation that exceeds the timeout fails.
     *
     * @param most how many buckets this node prepares; more take time, and lose no count
     */
    RedisBuckets(URI url, Duration timeout, String prefix, int most, Clock clock) {
        this.redis = RedisClient.builder()
                .hostAndPort(JedisURIHelper.getHostAndPort(url))
                .clientConfig(client(url, timeout))
                .poolConfig(pool(timeout))
                .build();
        ProxyManager<String> proxies = Bucket4jJedis.casBasedBuilder(redis)
                .keyMapper(Mapper.STRING)
                .clientClock(new ClockMeter(clock))
                .requestTimeout(timeout)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(AFTER_FULL))
                .build();
        // Concurrent requests on this node are counted in one round trip.
        this.buckets = Buckets.elsewhere(most, place -> proxies.builder()
                .withOptimization(Optimizations.batching())
                .build(prefix + place.name(), () -> Buckets.configuration(place)));
    }

    private static JedisClientConfig client(URI url, Duration timeout) {
        DefaultJedisClientConfig.Builder client = DefaultJedisClientConfig.builder()
                .timeoutMillis(Math.toIntExact(timeout.toMillis()))
                .user(JedisURIHelper.getUser(url))
                .password(JedisURIHelper.getPassword(url))
                .database(JedisURIHelper.getDBIndex(url));
        if (JedisURIHelper.isRedisSSLScheme(url)) {
            // Without this, any valid certificate would be accepted, whatever its host name.
            SSLParameters tls = new SSLParameters();
            tls.setEndpointIdentificationAlgorithm("HTTPS");
            client.ssl(true).sslParameters(tls);
        }
        return client.build();
    }

    private static GenericObjectPoolConfig<Connection> pool(Duration timeout) {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(MAX_CONNECTIONS);
        pool.setMaxIdle(MAX_CONNECTIONS);
        pool.setMaxWait(timeout);
        pool.setJmxEnabled(false);
        return pool;
    }

    /** Returns the store, whose operations fail with unchecked exceptions. */
    BucketStore buckets() {
        return buckets;
    }

    /** Closes idle connections: after a failure the others are likely to be broken, too. */
    void forgetConnections() {
        redis.getPool().clear();
    }

    @Override
    public void close() {
        redis.close();
    }
}
