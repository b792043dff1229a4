package io.latchkey.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.Config;

/**
 * Waits for the database when a node starts before it: the first connection is tried again and again while the database
 * cannot be reached or is starting itself. A server may need a connection before any code of the product that could
 * wait runs, to prepare Jakarta Persistence, and fails the deployment if it gets none. Once a connection has been
 * opened, or the time is over, nothing waits any more.
 */
final class AwaitedDatabase implements RenewedConnection.Opening {

    private static final Logger LOG = System.getLogger(AwaitedDatabase.class.getName());

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RenewedConnection.Opening opening;
    private final Duration timeout;
    private final LongSupplier nanos;
    private final Sleep sleep;
    private final long begun;
    private boolean told;
    private volatile boolean over;

    /**
     * Creates one whose time begins now.
     *
     * @param timeout for how long a first connection is awaited; zero does not wait
     * @param nanos the time as {@link System#nanoTime} has it, which no change of the clock moves
     */
    AwaitedDatabase(RenewedConnection.Opening opening, Duration timeout, LongSupplier nanos, Sleep sleep) {
        this.opening = opening;
        this.timeout = timeout;
        this.nanos = nanos;
        this.sleep = sleep;
        this.begun = nanos.getAsLong();
    }

    /** Returns one that waits for as long as {@code latchkey.db.start-timeout} says. */
    static AwaitedDatabase as(Config config, RenewedConnection.Opening opening) {
        return new AwaitedDatabase(
                opening,
                config.getValue("latchkey.db.start-timeout", Duration.class),
                System::nanoTime,
                pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
    }

    /** Pauses between two attempts. */
    interface Sleep {

        void pause(Duration duration) throws InterruptedException;
    }

    /**
     * {@inheritDoc}
     *
     * @throws SQLException if the database refuses the connection, as with a wrong password; if it could not be reached
     *     in time; or if the thread is interrupted
     */
    @Override
    public Connection open() throws SQLException {
        while (!over) {
            try {
                Connection first = opening.open();
                end("The database can be reached: the start goes on");
                return first;
            } catch (SQLException e) {
                if (!DatabaseFault.isUnreachable(e) || isTimeUp()) {
                    end("The start no longer waits for the database");
                    throw e;
                }
                tell(e);
                pause(e);
            }
        }
        return opening.open();
    }

    @Override
    public long generation() {
        return opening.generation();
    }

    private boolean isTimeUp() {
        return nanos.getAsLong() - begun >= timeout.toNanos();
    }

    private void pause(SQLException reason) throws SQLException {
        try {
            sleep.pause(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end("The start no longer waits for the database, because it was interrupted");
            throw reason;
        }
    }

    private synchronized void tell(SQLException reason) {
        if (!told && !over) {
            told = true;
            LOG.log(
                    Level.WARNING,
                    "The start waits for the database, at most for latchkey.db.start-timeout ({0}): {1}",
                    timeout,
                    reason.toString());
        }
    }

    private synchronized void end(String outcome) {
        if (told && !over) {
            LOG.log(Level.INFO, outcome);
        }
        over = true;
    }
}
