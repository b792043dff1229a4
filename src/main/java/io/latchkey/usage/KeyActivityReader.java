package io.latchkey.usage;

import io.latchkey.database.SqlInstant;
import io.latchkey.key.ApiKey;
import io.latchkey.usage.KeyActivityDocument.Day;
import io.latchkey.usage.KeyActivityDocument.Use;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Reads the activity of a key, including what this node has not yet written. */
@Singleton
public class KeyActivityReader {

    /** The number of days covered, including today. */
    public static final int DAYS = 90;

    private static final String DAYS_OF_KEY =
            "SELECT used_on, successful, refused FROM api_key_day WHERE key_id = ? AND used_on > ? ORDER BY used_on";

    private static final String USES =
            "SELECT used_at, method, path, address, agent, status, new_address, new_agent FROM api_key_use"
                    + " WHERE key_id = ? AND used_at > ?";
    private static final String LATEST = " ORDER BY used_at DESC FETCH FIRST 50 ROWS ONLY";
    private static final String FIRSTS = USES + " AND (new_address = TRUE OR new_agent = TRUE)" + LATEST;

    private static final Logger LOG = System.getLogger(KeyActivityReader.class.getName());

    private final DataSource dataSource;
    private final KeyActivity activity;
    private final Clock clock;

    @Inject
    public KeyActivityReader(DataSource dataSource, KeyActivity activity, Clock clock) {
        this.dataSource = dataSource;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * Returns the key's activity in the last {@link #DAYS} days.
     *
     * @throws SQLException if the database fails
     */
    public KeyActivityDocument read(ApiKey key) throws SQLException {
        flush(key.id());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try (Connection connection = dataSource.getConnection()) {
            return new KeyActivityDocument(
                    key.number(), days(connection, key.id(), today.minusDays(DAYS)), uses(connection, key.id()));
        }
    }

    private void flush(long keyId) {
        try {
            activity.flush(keyId);
        } catch (SQLException anotherNodeWasQuicker) {
            // The activity is kept for the next flush; what has been written can be read nevertheless.
            LOG.log(Level.DEBUG, "The activity of a key is shown without its last uses", anotherNodeWasQuicker);
        }
    }

    private static List<Day> days(Connection connection, long keyId, LocalDate after) throws SQLException {
        List<Day> days = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DAYS_OF_KEY)) {
            select.setLong(1, keyId);
            select.setObject(2, after);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    days.add(new Day(
                            rows.getObject("used_on", LocalDate.class),
                            rows.getLong("successful"),
                            rows.getLong("refused")));
                }
            }
        }
        return days;
    }

    private List<Use> uses(Connection connection, long keyId) throws SQLException {
        Instant since = clock.instant().minus(Duration.ofDays(DAYS));
        // Two short index scans instead of one long one; a use may be found by both.
        Set<Use> uses = new LinkedHashSet<>(uses(connection, USES + LATEST, keyId, since));
        uses.addAll(uses(connection, FIRSTS, keyId, since));
        return uses.stream()
                .sorted(Comparator.comparing(Use::usedAt).reversed())
                .toList();
    }

    private static List<Use> uses(Connection connection, String sql, long keyId, Instant since) throws SQLException {
        List<Use> uses = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, keyId);
            select.setObject(2, SqlInstant.of(since));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    uses.add(new Use(
                            SqlInstant.in(rows, "used_at"),
                            rows.getString("method"),
                            rows.getString("path"),
                            rows.getString("address"),
                            rows.getString("agent"),
                            rows.getInt("status"),
                            rows.getBoolean("new_address"),
                            rows.getBoolean("new_agent")));
                }
            }
        }
        return uses;
    }
}
