package io.latchkey.cluster;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * A lease by which this node has a task for a limited time. It is renewed when the work checks it: a node
 * that hangs, or that cannot reach the database, loses it.
 */
final class Lease implements Turn {

    /** The lease is renewed once this fraction of its term has passed, long before it expires. */
    private static final int PARTS = 3;

    private final LeaseTable table;
    private final String task;
    private final String holder;
    private final Duration term;
    private final Instant began;
    private long renewedAt;
    private volatile boolean over;

    /** Creates a lease that was taken after {@code takenAt}, a time of {@link System#nanoTime}. */
    Lease(LeaseTable table, String task, String holder, Duration term, Instant began, long takenAt) {
        this.table = table;
        this.task = task;
        this.holder = holder;
        this.term = term;
        this.began = began;
        this.renewedAt = takenAt;
    }

    @Override
    public boolean lasts() throws SQLException {
        long now = System.nanoTime();
        if (!over && now - renewedAt >= term.toNanos() / PARTS) {
            // Never set back to false: the turn may be given back by another thread while it is renewed.
            if (!renew()) {
                over = true;
            }
            renewedAt = now;
        }
        return !over;
    }

    private boolean renew() throws SQLException {
        try {
            return table.renew(task, holder, term);
        } catch (SQLException e) {
            over = true;
            throw e;
        }
    }

    /** Records that the task was completed, unless the turn was over before that. */
    void complete() throws SQLException {
        if (!over) {
            over = true;
            table.complete(task, holder, began);
        }
    }

    /** Ends the turn before the task is completed. */
    void giveBackTo(LeaseTable to) throws SQLException {
        over = true;
        to.giveBack(task, holder);
    }
}
