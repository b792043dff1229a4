package io.latchkey.limit;

import io.latchkey.quota.RateLimit;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** A process of its own that takes a request from a bucket at a server which never answers, and must fail. */
final class RedisTlsClient {

    private RedisTlsClient() {}

    /** The argument is the server's address. */
    public static void main(String[] arguments) {
        BucketKey key = new BucketKey("key", 1, RateLimit.parse("1/PT1M").orElseThrow());
        try (RedisBuckets redis =
                new RedisBuckets(URI.create(arguments[0]), Duration.ofSeconds(5), "test:", 1_000, Clock.systemUTC())) {
            redis.buckets().take(key);
        } catch (RuntimeException expected) {
            return;
        }
        throw new IllegalStateException("The request was counted");
    }
}
