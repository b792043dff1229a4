package io.latchkey.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.Optional;

/**
 * Opens connections only to the newest primary that it has connected to so far. After a failover, the old
 * primary may come back, because only its machine was paused or cut off. It still accepts writes, but has none
 * of the changes made since: it would answer that a key is enabled that has been disabled on the new one.
 *
 * <p>Before it has found one, it looks at all that it can reach, because a node may start while an old one accepts
 * connections. Connections that were opened before a newer primary was found are recognised by their
 * {@link #generation}.
 */
final class NewestPrimary implements RenewedConnection.Opening {

    private static final Logger LOG = System.getLogger(NewestPrimary.class.getName());

    private final List<RenewedConnection.Opening> ways;
    private final Question question;
    private Optional<Timeline> newest = Optional.empty();
    private boolean reported;
    private volatile boolean looked;
    private volatile long generation;

    /**
     * Creates one that has seen no primary yet.
     *
     * @param ways ways to connect to a primary, in the order in which to try them; the later ones are for when
     *     the earlier ones lead to an old primary
     * @param question determines the timeline of a connection's server
     */
    NewestPrimary(List<RenewedConnection.Opening> ways, Question question) {
        this.ways = List.copyOf(ways);
        this.question = question;
    }

    /** Asks a server for its timeline. */
    interface Question {

        /** Returns the timeline, or empty if it is unknown; such a server is taken as it is. */
        Optional<Timeline> ask(Connection connection) throws SQLException;
    }

    /**
     * {@inheritDoc}
     *
     * @throws SQLException if no primary can be reached, or only old ones
     */
    @Override
    public Connection open() throws SQLException {
        if (!hasLooked()) {
            lookAtAll();
        }
        for (RenewedConnection.Opening way : ways) {
            Connection connection = way.open();
            try {
                Optional<Timeline> timeline = question.ask(connection);
                if (timeline.isEmpty() || accept(timeline.get())) {
                    return connection;
                }
            } catch (SQLException | RuntimeException e) {
                abandon(connection, e);
                throw e;
            }
            connection.close();
        }
        throw new SQLNonTransientConnectionException("Only an old primary of PostgreSQL can be reached", "08001");
    }

    private boolean hasLooked() {
        return looked || ways.size() == 1;
    }

    private void lookAtAll() {
        for (RenewedConnection.Opening way : ways) {
            try (Connection connection = way.open()) {
                question.ask(connection).ifPresent(this::accept);
                looked = true;
            } catch (SQLException unreachable) {
                LOG.log(Level.DEBUG, "A way to PostgreSQL is not open: {0}", unreachable.toString());
            }
        }
    }

    private static void abandon(Connection connection, Exception reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public long generation() {
        return generation;
    }

    private synchronized boolean accept(Timeline timeline) {
        if (newest.isPresent() && timeline.isOlderThan(newest.get())) {
            if (!reported) {
                LOG.log(
                        Level.WARNING,
                        "An old primary of PostgreSQL accepts connections and is not used: its timeline is {0}, and {1}"
                                + " has been promoted since",
                        Long.toString(timeline.number()),
                        Long.toString(newest.get().number()));
            }
            reported = true;
            return false;
        }
        if (newest.isPresent() && !timeline.equals(newest.get())) {
            generation++;
            reported = false;
        }
        newest = Optional.of(timeline);
        return true;
    }
}
