package io.latchkey.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class LastUseStoreTest {

    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private final TestDatabase database;
    private final KeyRows keys;
    private final LastUseStore store;

    LastUseStoreTest(TestDatabase database) {
        this.database = database;
        this.keys = new KeyRows(database);
        this.store = new LastUseStore(database.dataSource());
    }

    @Test
    void movesTheLastUseAndTheStartOfInactivity() throws SQLException {
        long key = keys.add(CREATED);
        Instant used = CREATED.plusSeconds(60);

        store.save(Map.of(key, used), written -> {});

        assertThat(keys.lastUsedAt(key)).hasValue(used);
        assertThat(keys.idleSince(key)).isEqualTo(used);
    }

    @Test
    void neverMovesBackwards() throws SQLException {
        long key = keys.add(CREATED);
        store.save(Map.of(key, CREATED.plusSeconds(60)), written -> {});

        store.save(Map.of(key, CREATED.plusSeconds(59)), written -> {});

        assertThat(keys.lastUsedAt(key)).hasValue(CREATED.plusSeconds(60));
        assertThat(keys.idleSince(key)).isEqualTo(CREATED.plusSeconds(60));
    }

    @Test
    void aUseBeforeAReEnablingDoesNotShortenItsPeriod() throws SQLException {
        Instant reEnabled = CREATED.plusSeconds(100);
        long key = keys.add(reEnabled);

        store.save(Map.of(key, CREATED.plusSeconds(50)), written -> {});

        assertThat(keys.lastUsedAt(key)).hasValue(CREATED.plusSeconds(50));
        assertThat(keys.idleSince(key)).isEqualTo(reEnabled);
    }

    @Test
    void aUseCountsAlsoIfAnEarlierOneLiesAhead() throws SQLException {
        Instant ahead = CREATED.plus(Duration.ofDays(100));
        long key = keys.add(CREATED);
        store.save(Map.of(key, ahead), written -> {});
        Instant reEnabled = CREATED.plusSeconds(10);
        keys.reEnable(key, reEnabled);

        store.save(Map.of(key, CREATED.plusSeconds(20)), written -> {});

        assertThat(keys.lastUsedAt(key)).hasValue(ahead);
        assertThat(keys.idleSince(key)).isEqualTo(CREATED.plusSeconds(20));
    }

    @Test
    void savesManyAndIgnoresDeletedKeys() throws SQLException {
        keys.addMany(2500, CREATED);
        long last = keys.add(CREATED);
        Map<Long, Instant> uses = new ConcurrentHashMap<>();
        for (long id = last - 2500; id <= last + 10; id++) {
            uses.put(id, CREATED.plusSeconds(1));
        }

        store.save(uses, written -> {});

        assertThat(keys.lastUsedAt(last)).hasValue(CREATED.plusSeconds(1));
        assertThat(keys.lastUsedAt(last - 2500)).hasValue(CREATED.plusSeconds(1));
    }

    /** The database refuses it, as it would any row that is damaged or stays locked. */
    @Test
    void oneThatCannotBeSavedKeepsTheBatchesBehindItNotBack() throws SQLException {
        keys.addMany(2500, CREATED);
        long last = keys.add(CREATED);
        long first = last - 2500;
        Map<Long, Instant> uses = new ConcurrentHashMap<>();
        for (long id = first; id <= last; id++) {
            uses.put(id, CREATED.plusSeconds(1));
        }
        String constraint =
                "ALTER TABLE api_key ADD CONSTRAINT refused CHECK (id <> " + first + " OR last_used_at IS NULL)";
        List<Long> written = new ArrayList<>();
        database.execute(constraint);
        try {
            assertThatThrownBy(() -> store.save(uses, batch -> batch.forEach(use -> written.add(use.getKey()))))
                    .isInstanceOf(SQLException.class);
        } finally {
            database.execute("ALTER TABLE api_key DROP CONSTRAINT refused");
        }

        assertThat(keys.lastUsedAt(last)).hasValue(CREATED.plusSeconds(1));
        assertThat(keys.lastUsedAt(first)).isEmpty();
        assertThat(written).hasSize(1501).doesNotContain(first).contains(last);
    }
}
