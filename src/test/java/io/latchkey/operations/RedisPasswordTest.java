package io.latchkey.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.testing.RedisProcess;
import io.latchkey.testing.Runbook;
import io.latchkey.testing.Shell;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** The commands of docs/operations/rotate-secrets.md for the Redis, at a real one. */
class RedisPasswordTest {

    private static final String NEW = "a/b@c%";
    private static final String NEW_ENCODED = "a%2Fb%40c%25";

    @TempDir
    private Path folder;

    @Test
    void bothPasswordsAreGoodUntilTheFormerIsTakenAway() {
        assumeTrue(
                RedisProcess.isInstalled() && Shell.has("redis-cli") && Shell.has("bash"),
                () -> "No Redis at " + RedisProcess.program() + ", or no redis-cli: its rotation is not tested");
        try (RedisProcess redis = RedisProcess.start()) {
            String renewed = redis.url().replace(RedisProcess.PASSWORD, NEW_ENCODED);
            Runbook runbook = new Runbook();

            runbook.run(Runbook.NEW_REDIS_PASSWORD, folder, environment(redis, RedisProcess.PASSWORD));
            assertThat(ping(redis.url())).isEqualTo("PONG");
            assertThat(ping(renewed)).isEqualTo("PONG");

            runbook.run(Runbook.FORMER_REDIS_PASSWORD, folder, environment(redis, NEW));
            assertThat(ping(renewed)).isEqualTo("PONG");
            assertThatThrownBy(() -> ping(redis.url()))
                    .isInstanceOf(JedisException.class)
                    .hasStackTraceContaining("WRONGPASS");
        }
    }

    private static Map<String, String> environment(RedisProcess redis, String present) {
        URI url = URI.create(redis.url());
        return Map.of(
                "LATCHKEY_REDIS_HOST",
                url.getHost(),
                "LATCHKEY_REDIS_PORT",
                Integer.toString(url.getPort()),
                "REDISCLI_AUTH",
                present,
                "LATCHKEY_REDIS_PASSWORD",
                RedisProcess.PASSWORD,
                "LATCHKEY_NEW_REDIS_PASSWORD",
                NEW);
    }

    private static String ping(String url) {
        try (RedisClient client = RedisClient.create(URI.create(url))) {
            return client.ping();
        }
    }
}
