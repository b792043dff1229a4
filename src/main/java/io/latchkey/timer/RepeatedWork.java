package io.latchkey.timer;

import io.latchkey.database.BackgroundWork;
import io.latchkey.database.DatabaseFault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Work that is attempted again and again. While the database is unavailable, every attempt fails alike: only the first
 * is a warning, and it is said when the work succeeds again. Any other failure is logged each time.
 */
public final class RepeatedWork {

    private final Logger log;

    /** What failed when the database became unavailable; empty while it is available, as far as this work knows. */
    private final AtomicReference<Optional<String>> failing = new AtomicReference<>(Optional.empty());

    public RepeatedWork(Logger log) {
        this.log = log;
    }

    /**
     * Does the work. Nothing is thrown.
     *
     * @param failed for the log: what was not done and when it will be, without a full stop
     */
    public void attempt(String failed, BackgroundWork.Work work) {
        attempt(() -> failed, work);
    }

    /** The same, for work that may fail at different things. */
    public void attempt(Supplier<String> failed, BackgroundWork.Work work) {
        try {
            work.run();
            BackgroundWork.logIfPossible(this::succeeded);
        } catch (SQLException | RuntimeException | Error e) {
            BackgroundWork.logIfPossible(() -> failed(failed.get(), e));
        }
    }

    private void succeeded() {
        failing.getAndSet(Optional.empty())
                .ifPresent(failed -> log.log(Level.INFO, "It succeeds again after this: {0}", failed));
    }

    private void failed(String failed, Throwable error) {
        boolean unavailable = DatabaseFault.isUnavailable(error);
        if (unavailable
                && failing.getAndUpdate(first -> first.or(() -> Optional.of(failed)))
                        .isPresent()) {
            log.log(Level.DEBUG, "{0}: {1}", failed, DatabaseFault.reason(error));
        } else {
            DatabaseFault.log(log, failed, error);
        }
    }
}
