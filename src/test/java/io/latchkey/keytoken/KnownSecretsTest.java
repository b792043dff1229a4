package io.latchkey.keytoken;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.TestSecrets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class KnownSecretsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long KEY = 8_000_001;

    private final SecureRandom random = new SecureRandom();
    private final MovableClock clock = new MovableClock(NOW);
    private final KeyDigester digester;
    private final Connection connection;
    private final KnownSecrets known;
    private long lastId = KEY;

    KnownSecretsTest(TestDatabase database) throws SQLException {
        digester = new KeyDigester(TestSecrets.any());
        connection = database.dataSource().getConnection();
        known = new KnownSecrets(database.dataSource(), digester, clock, Duration.ofSeconds(5));
        database.execute("DELETE FROM api_key_secret");
        database.execute("DELETE FROM api_key WHERE id = ?", KEY);
        TestOrganisation.ensureWithOwner(database, 1, 1, "anna");
        database.execute(
                "INSERT INTO api_key (id, organisation_id, number, description, access_right, status, created_by,"
                        + " created_at, idle_since, version) VALUES (?, 1, ?, 'key', 'EVENTS', 'ENABLED', 1,"
                        + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)",
                KEY,
                KEY);
    }

    @AfterEach
    void close() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DELETE FROM api_key WHERE id = " + KEY);
        }
        connection.close();
    }

    /** As another node does it. */
    private List<KeyToken> add(int count, Instant createdAt) throws SQLException {
        List<KeyToken> added = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO api_key_secret"
                + " (id, organisation_id, key_id, digest, created_at) VALUES (?, 1, ?, ?, ?)")) {
            for (int i = 0; i < count; i++) {
                KeyToken token = KeyToken.generate(random);
                added.add(token);
                insert.setLong(1, ++lastId);
                insert.setLong(2, KEY);
                insert.setBytes(3, digester.digest(token));
                insert.setTimestamp(4, Timestamp.from(createdAt));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return added;
    }

    @Test
    void beforeItIsLoadedAnyWellFormedKeyMayExist() throws SQLException {
        KeyToken unknown = KeyToken.generate(random);
        assertThat(known.mayExist(unknown)).isTrue();
        assertThat(known.mayExist(new KeyToken("lk_mistyped"))).isFalse();
        assertThat(known.mayExist(new KeyToken(""))).isFalse();

        known.refresh();

        assertThat(known.mayExist(unknown)).isFalse();
    }

    @Test
    void loadsAllInBatches() throws SQLException {
        List<KeyToken> old = add(25_000, NOW.minus(Duration.ofDays(700)));

        known.refresh();

        assertThat(old).allMatch(known::mayExist);
    }

    @Test
    void learnsWhatOtherNodesMake() throws SQLException {
        known.refresh();
        // All of one import have the same time.
        List<KeyToken> imported = add(25_000, NOW.plusSeconds(1));
        clock.advance(Duration.ofSeconds(5));
        assertThat(imported).noneMatch(known::mayExist);

        known.refresh();

        assertThat(imported).allMatch(known::mayExist);
        // A transaction that took its time, and a clock that is behind.
        List<KeyToken> late = add(1, NOW.minusSeconds(30));
        clock.advance(Duration.ofSeconds(5));
        known.refresh();
        assertThat(late).allMatch(known::mayExist);
    }

    @Test
    void learnsWithinTenMinutesWhatALongImportMakes() throws SQLException {
        known.refresh();
        clock.advance(Duration.ofMinutes(9));
        known.refresh();
        List<KeyToken> imported = add(1, NOW.minus(Duration.ofMinutes(20)));
        clock.advance(Duration.ofSeconds(59));
        known.refresh();
        assertThat(imported).noneMatch(known::mayExist);

        clock.advance(Duration.ofSeconds(5));
        known.refresh();

        assertThat(imported).allMatch(known::mayExist);
    }

    /** An import that began long before, and ended just before this node was told of new keys again. */
    @Test
    void afterAGapAnyKeyMayExistUntilTheNextRefreshHasReadWhatWasMadeMeanwhile() throws SQLException {
        known.refresh();
        KeyToken unknown = KeyToken.generate(random);
        List<KeyToken> imported = add(1, NOW.minus(Duration.ofMinutes(20)));

        known.missedSome();
        assertThat(imported).allMatch(known::mayExist);
        assertThat(known.mayExist(unknown)).isTrue();

        clock.advance(Duration.ofSeconds(5));
        known.refresh();
        assertThat(imported).allMatch(known::mayExist);
        assertThat(known.mayExist(unknown)).isFalse();
    }

    @Test
    void learnsAtOnceWhatWasMadeWhileTheClockWasAheadAndAfterwards() throws SQLException {
        known.refresh();
        clock.advance(Duration.ofDays(1));
        known.refresh();
        List<KeyToken> meanwhile = add(1, NOW.plusSeconds(1));
        clock.advance(Duration.ofDays(-1).plusMinutes(5));
        List<KeyToken> afterwards = add(1, clock.instant());

        known.refresh();

        assertThat(meanwhile).allMatch(known::mayExist);
        assertThat(afterwards).allMatch(known::mayExist);
        clock.advance(Duration.ofMinutes(9));
        List<KeyToken> imported = add(1, clock.instant().minus(Duration.ofMinutes(30)));
        known.refresh();
        assertThat(imported).noneMatch(known::mayExist);
        clock.advance(Duration.ofMinutes(1));
        known.refresh();
        assertThat(imported).allMatch(known::mayExist);
    }

    @Test
    void knowsAtOnceWhatIsMadeHere() throws SQLException {
        known.refresh();
        KeyToken made = KeyToken.generate(random);
        known.add(digester.digest(made));

        assertThat(known.mayExist(made)).isTrue();
    }
}
