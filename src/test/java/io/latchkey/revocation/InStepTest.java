package io.latchkey.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.KeyCacheValidity;
import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KnownSecrets;
import io.latchkey.testing.TestSecrets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readiness and the metric ask, by the database that is configured; no connection is made. */
class InStepTest {

    private final KeyCacheValidity validity = new KeyCacheValidity();

    private ChangeListener listener(String url) {
        JdbcDataSource none = new JdbcDataSource();
        KeyDigester digester = new KeyDigester(TestSecrets.any());
        return new ChangeListener(
                none,
                none,
                validity,
                new KnownSecrets(none, digester, Clock.systemUTC(), Duration.ofSeconds(5)),
                Optional.of(url),
                Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:tcp://localhost/latchkey", "jdbc:h2:file:./latchkey;AUTO_SERVER=TRUE"})
    void whereNothingIsHeardNothingIsTrustedAndNothingIsOutOfStep(String url) {
        ChangeListener listener = listener(url);
        listener.start();

        assertThat(listener.isInStep()).isTrue();
        assertThat(validity.isInStep()).isFalse();
    }

    @Test
    void anEmbeddedDatabaseIsTrusted() {
        ChangeListener listener = listener("");
        listener.start();

        assertThat(listener.isInStep()).isTrue();
        assertThat(validity.isInStep()).isTrue();
    }

    @Test
    void onPostgresqlItIsInStepWhileItHears() {
        ChangeListener listener = listener("jdbc:postgresql://localhost/latchkey");
        assertThat(listener.isInStep()).isFalse();

        validity.trustFromNow(System.nanoTime() + Duration.ofMinutes(1).toNanos());
        assertThat(listener.isInStep()).isTrue();
    }
}
