package io.latchkey.revocation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** A connection to PostgreSQL that listens. */
final class ChangeChannel {

    private final Connection connection;
    private final PGConnection postgresql;

    private ChangeChannel(Connection connection) throws SQLException {
        this.connection = connection;
        this.postgresql = connection.unwrap(PGConnection.class);
    }

    /** Listens on the connection from now on. */
    static ChangeChannel open(Connection connection) throws SQLException {
        ChangeChannel channel = new ChangeChannel(connection);
        channel.execute("LISTEN " + ChangeMessage.CHANNEL);
        return channel;
    }

    /**
     * Makes sure that what is said elsewhere is heard here: behind a pooler that changes the connection with each transaction
     * it is not, and nothing else would tell.
     *
     * @throws SQLException when it is not heard in time
     */
    void prove(DataSource elsewhere, Duration limit) throws SQLException {
        ChangeMessage proof = ChangeMessage.proof(UUID.randomUUID().toString());
        try (Connection other = elsewhere.getConnection();
                PreparedStatement say = other.prepareStatement("SELECT pg_notify(?, ?)")) {
            say.setString(1, ChangeMessage.CHANNEL);
            say.setString(2, proof.text());
            say.execute();
        }
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (receive(Duration.ofNanos(left)).contains(proof)) {
                return;
            }
        }
        throw new SQLException(
                "Notifications (NOTIFY) do not arrive; latchkey.db.url must not go through a transaction pooler");
    }

    /** Those that are there; if none is, the next ones within a time. */
    List<ChangeMessage> receive(Duration wait) throws SQLException {
        // To the driver, 0 is for ever.
        PGNotification[] received = wait.isZero()
                ? postgresql.getNotifications()
                : postgresql.getNotifications(Math.toIntExact(Math.max(1, wait.toMillis())));
        return Arrays.stream(received == null ? new PGNotification[0] : received)
                .map(notification -> new ChangeMessage(notification.getParameter()))
                .toList();
    }

    /** Returns when the database has answered. */
    void ask() throws SQLException {
        execute("SELECT 1");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
