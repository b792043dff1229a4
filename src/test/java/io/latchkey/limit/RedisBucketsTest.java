package io.latchkey.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.quota.RateLimit;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.RedisProcess;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;

class RedisBucketsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static RedisProcess redis;

    private final MovableClock clock = new MovableClock(Instant.now());

    @BeforeAll
    static void start() {
        assumeTrue(
                RedisProcess.isInstalled(),
                () -> "No Redis at " + RedisProcess.program() + ": shared limits are not tested");
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            redis.close();
        }
    }

    private static BucketKey key(long id, String limit) {
        return new BucketKey("key", id, RateLimit.parse(limit).orElseThrow());
    }

    private RedisBuckets node() {
        return new RedisBuckets(URI.create(redis.url()), TIMEOUT, "test:", 1_000, clock);
    }

    @Test
    void nodesFillAndEmptyTheSameBucket() {
        try (RedisBuckets one = node();
                RedisBuckets other = node()) {
            BucketKey key = key(1, "2/PT1M");
            assertThat(one.buckets().take(key).remaining()).isEqualTo(1);
            assertThat(other.buckets().take(key).remaining()).isZero();
            Allowance refused = one.buckets().take(key);
            assertThat(refused.granted()).isFalse();
            assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(30));

            other.buckets().giveBack(key);
            assertThat(one.buckets().take(key).granted()).isTrue();
            clock.advance(Duration.ofSeconds(30));
            assertThat(other.buckets().take(key).granted()).isTrue();
            assertThat(one.buckets().take(key).granted()).isFalse();
            assertThat(one.buckets().take(key(1, "3/PT1M")).granted()).isTrue();
        }
    }

    @Test
    void ofManyRequestsAtOnceExactlyTheLimitIsGranted() throws Exception {
        BucketKey key = key(2, "100/PT1H");
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (RedisBuckets one = node();
                RedisBuckets other = node()) {
            List<Callable<Boolean>> requests = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                BucketStore node = (i % 2 == 0 ? one : other).buckets();
                requests.add(() -> node.take(key).granted());
            }
            int granted = 0;
            for (Future<Boolean> request : threads.invokeAll(requests)) {
                granted += request.get() ? 1 : 0;
            }
            assertThat(granted).isEqualTo(100);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void entriesCarryThePrefixAndExpire() {
        try (RedisBuckets node = node();
                RedisClient client = RedisClient.create(URI.create(redis.url()))) {
            node.buckets().take(key(3, "1/PT1M"));

            assertThat(client.keys("*key:3:*")).containsExactly("test:key:3:1/PT1M");
            assertThat(client.pttl("test:key:3:1/PT1M")).isBetween(50_000L, 70_000L);
        }
    }

    @Test
    void aClockThatIsSetBackFillsNothingUntilTheEntryExpires() {
        try (RedisBuckets node = node();
                RedisClient client = RedisClient.create(URI.create(redis.url()))) {
            BucketKey key = key(5, "1/PT1S");
            assertThat(node.buckets().take(key).granted()).isTrue();
            long expiresAt = client.pexpireTime("test:key:5:1/PT1S");

            clock.advance(Duration.ofHours(-1));
            assertThat(node.buckets().take(key).granted()).isFalse();
            clock.advance(Duration.ofMinutes(1));
            assertThat(node.buckets().take(key).granted()).isFalse();

            // What is refused does not put it off: the period and ten seconds after what was granted last.
            assertThat(client.pexpireTime("test:key:5:1/PT1S")).isEqualTo(expiresAt);
            assertThat(client.pttl("test:key:5:1/PT1S")).isBetween(0L, 11_000L);
            client.del("test:key:5:1/PT1S");
            assertThat(node.buckets().take(key).granted()).isTrue();
        }
    }

    @Test
    void aClockThatIsSetForwardFillsAtOnce() {
        try (RedisBuckets node = node()) {
            BucketKey key = key(6, "1/PT1H");
            assertThat(node.buckets().take(key).granted()).isTrue();
            assertThat(node.buckets().take(key).granted()).isFalse();

            clock.advance(Duration.ofHours(1));

            assertThat(node.buckets().take(key).granted()).isTrue();
        }
    }

    private static LimitStore store(String store, String url) {
        return new LimitStore(
                store,
                1_000,
                Optional.of(url).filter(text -> !text.isEmpty()),
                Duration.ofMillis(250),
                Optional.of("test:"),
                Clock.systemUTC(),
                Clock.systemUTC(),
                new ForgottenCounts());
    }

    @Test
    void aWrongPasswordIsCountedByTheNodeAlone() {
        LimitStore store = store("redis", redis.url().replace(RedisProcess.PASSWORD, "wrong"));
        BucketKey key = key(4, "1/PT1H");
        assertThat(store.buckets().take(key).granted()).isTrue();
        assertThat(store.buckets().take(key).granted()).isFalse();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://:s3cret@host:1",
                "redis://:s3cret@host",
                "redis://:s3cret@",
                "redis://:s3 cret@h:1",
                "redis://:s3/cret@h:1",
                "redis://:s3@cret@h:1",
                "redis://:s3#cret@h:1",
                "redis://:s3?cret@h:1",
                "redis://:s3%cret@h:1",
                "redis://:s3cret@host:1/a"
            })
    void anAddressThatIsNoneStopsTheStartAndIsNotShown(String url) {
        assertThatThrownBy(() -> store("redis", url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latchkey.limit.redis-url")
                .hasMessageContaining("percent-encoded")
                .hasMessageNotContaining("s3")
                .hasNoCause();
        assertThatThrownBy(() -> store("memcached", "")).hasMessageContaining("latchkey.limit.store");
    }
}
