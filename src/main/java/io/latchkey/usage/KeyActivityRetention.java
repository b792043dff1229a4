package io.latchkey.usage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Forgets what keys did longer ago than it is shown. Where a key was used from stays known, or old would be news again. */
@Singleton
public class KeyActivityRetention {

    private static final int BATCH = 1000;

    private static final String OLD_DAYS = "DELETE FROM api_key_day WHERE (key_id, used_on) IN"
            + " (SELECT key_id, used_on FROM api_key_day WHERE used_on <= ? FETCH FIRST " + BATCH + " ROWS ONLY)";

    private static final String OLD_USES = "DELETE FROM api_key_use WHERE id IN"
            + " (SELECT id FROM api_key_use WHERE used_at <= ? FETCH FIRST " + BATCH + " ROWS ONLY)";

    private final DataSource dataSource;
    private final Clock clock;

    @Inject
    public KeyActivityRetention(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Forgets, in batches.
     *
     * @throws SQLException when the database fails; the batches before are done then
     */
    public void run() throws SQLException {
        Instant end = clock.instant().minus(Duration.ofDays(KeyActivityReader.DAYS));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement days = connection.prepareStatement(OLD_DAYS);
                PreparedStatement uses = connection.prepareStatement(OLD_USES)) {
            days.setDate(1, Date.valueOf(LocalDate.ofInstant(end, ZoneOffset.UTC)));
            uses.setTimestamp(1, Timestamp.from(end));
            all(days);
            all(uses);
        }
    }

    private static void all(PreparedStatement delete) throws SQLException {
        while (delete.executeUpdate() == BATCH) {
            // Each batch is a transaction of its own: no lock is held for long.
        }
    }
}
