package io.latchkey.revocation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** A PostgreSQL connection that listens for notifications. */
final class ChangeChannel {

    private final Connection connection;
    private final PGConnection postgresql;

    private ChangeChannel(Connection connection) throws SQLException {
        this.connection = connection;
        this.postgresql = connection.unwrap(PGConnection.class);
    }

    /**
     * Starts listening on the connection.
     *
     * @param silence how long an answer may take, in case the peer has vanished without closing it; a shorter
     *     limit that the connection has already is kept
     */
    static ChangeChannel open(Connection connection, Duration silence) throws SQLException {
        int present = connection.getNetworkTimeout();
        int limit = Math.toIntExact(silence.toMillis());
        // 0 means no limit.
        connection.setNetworkTimeout(Runnable::run, present == 0 ? limit : Math.min(present, limit));
        ChangeChannel channel = new ChangeChannel(connection);
        channel.execute("LISTEN " + ChangeMessage.CHANNEL);
        return channel;
    }

    /**
     * Verifies that notifications sent on another connection arrive here: behind a pooler that switches
     * connections with each transaction they do not, and nothing else would reveal it. Returns those that have
     * arrived meanwhile.
     *
     * @throws SQLException if the notification does not arrive within the limit
     */
    List<ChangeMessage> prove(DataSource elsewhere, Duration limit) throws SQLException {
        ChangeMessage proof = ChangeMessage.proof(UUID.randomUUID().toString());
        try (Connection other = elsewhere.getConnection();
                PreparedStatement say = other.prepareStatement("SELECT pg_notify(?, ?)")) {
            say.setString(1, ChangeMessage.CHANNEL);
            say.setString(2, proof.text());
            say.execute();
        }
        List<ChangeMessage> received = new ArrayList<>();
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); left > 0; left = end - System.nanoTime()) {
            received.addAll(receive(Duration.ofNanos(left)));
            if (received.contains(proof)) {
                return received;
            }
        }
        throw new SQLException(
                "Notifications (NOTIFY) do not arrive; latchkey.db.url must not go through a transaction pooler,"
                        + " or the database is slower than latchkey.cache.trust");
    }

    /**
     * Returns the notifications that have arrived; if there are none, waits for the next ones for at most the
     * given time.
     */
    List<ChangeMessage> receive(Duration wait) throws SQLException {
        // To the driver, 0 means to wait forever.
        PGNotification[] received = wait.isZero()
                ? postgresql.getNotifications()
                : postgresql.getNotifications(Math.toIntExact(Math.max(1, wait.toMillis())));
        return Arrays.stream(received == null ? new PGNotification[0] : received)
                .map(notification -> new ChangeMessage(notification.getParameter()))
                .toList();
    }

    /**
     * Makes a round trip to the database.
     *
     * @throws SQLException also if the server has become read-only: another one may be about to take over, and what
     *     is changed there is not told here
     */
    void ask() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW transaction_read_only")) {
            if (row.next() && row.getString(1).equals("on")) {
                throw new SQLException("PostgreSQL has become read-only");
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
