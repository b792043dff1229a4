package io.latchkey.usage;

import io.latchkey.key.InactivityPolicy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Disables the keys that nothing has used for the period of {@link InactivityPolicy}, in the database and by sets.
 *
 * <p>Such a key is refused from its deadline on, sweep or not; the sweep writes that down.
 */
@Singleton
public class InactivitySweep {

    /** Rows: few enough that no lock is held for long, enough that millions are done in minutes. */
    private static final int BATCH = 1000;

    private static final String DISABLE = "UPDATE api_key SET status = 'DISABLED', disabled_by = 'INACTIVITY',"
            + " version = version + 1"
            + " WHERE status = 'ENABLED' AND idle_since <= ? AND id IN (SELECT id FROM api_key"
            + " WHERE status = 'ENABLED' AND idle_since <= ? ORDER BY idle_since FETCH FIRST " + BATCH + " ROWS ONLY)";

    private final DataSource dataSource;
    private final InactivityPolicy inactivity;
    private final Clock clock;
    private final Duration unflushed;

    @Inject
    public InactivitySweep(
            DataSource dataSource,
            InactivityPolicy inactivity,
            Clock clock,
            @ConfigProperty(name = "latchkey.usage.flush-interval") Duration flushInterval) {
        this.dataSource = dataSource;
        this.inactivity = inactivity;
        this.clock = clock;
        // A node may know of a use that the database will learn only with its next flush, or the one after a failure.
        this.unflushed = flushInterval.multipliedBy(2);
    }

    /**
     * Disables all keys that are due.
     *
     * @return how many
     * @throws SQLException when the database fails; the batches before are done then
     */
    public int run() throws SQLException {
        Instant cutOff = inactivity.cutOff(clock.instant()).minus(unflushed);
        int disabled = 0;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(DISABLE)) {
            update.setTimestamp(1, Timestamp.from(cutOff));
            update.setTimestamp(2, Timestamp.from(cutOff));
            int batch;
            do {
                batch = update.executeUpdate();
                disabled += batch;
                // Not "until a batch is not full": H2 evaluates the inner query while it updates, and then does fewer.
            } while (batch > 0);
        }
        return disabled;
    }
}
