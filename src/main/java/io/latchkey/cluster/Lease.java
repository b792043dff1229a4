package io.latchkey.cluster;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * A task that this node has for a while. It renews itself while the work asks for it: a node that hangs, or that the database
 * does not answer, loses it.
 */
final class Lease implements Turn {

    /** It is renewed once so much of the term has passed: time enough for some that fail. */
    private static final int PARTS = 3;

    private final LeaseTable table;
    private final String task;
    private final String holder;
    private final Duration term;
    private final Instant began;
    private long renewedAt;
    private volatile boolean over;

    /** One that was taken after {@code takenAt}, of {@link System#nanoTime}. */
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
            over = !renew();
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

    /** Notes that all was done; not if the turn was over before that. */
    void complete() throws SQLException {
        if (!over) {
            over = true;
            table.complete(task, holder, began);
        }
    }

    /** Ends the turn before all was done. */
    void giveBackTo(LeaseTable to) throws SQLException {
        over = true;
        to.giveBack(task, holder);
    }
}
