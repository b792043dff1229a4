package io.latchkey.contactimport;

import io.latchkey.cluster.ClusterTasks;
import io.latchkey.cluster.Schedule;
import io.latchkey.cluster.Turn;
import io.latchkey.timer.RepeatedWork;
import io.latchkey.timer.Timers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Runs every {@code latchkey.import.interval}: picks up imports without an active run, as a killed node
 * leaves behind, and deletes old ones, on one node for all.
 */
@Singleton
public class ImportTimer {

    private static final Logger LOG = System.getLogger(ImportTimer.class.getName());

    private final Timers timers;
    private final ImportRunner runner;
    private final ImportCleanup cleanup;
    private final ClusterTasks tasks;
    private final Duration interval;
    private final RepeatedWork forgetting = new RepeatedWork(LOG);

    @Inject
    ImportTimer(
            Timers timers,
            ImportRunner runner,
            ImportCleanup cleanup,
            ClusterTasks tasks,
            @ConfigProperty(name = "latchkey.import.interval") Duration interval) {
        this.timers = timers;
        this.runner = runner;
        this.cleanup = cleanup;
        this.tasks = tasks;
        this.interval = interval;
    }

    /** Starts the timers, which end with the application. */
    public void start() {
        timers.every(interval, "latchkey.import", runner::run);
        timers.every(interval, "latchkey.import cleanup", this::forget);
    }

    private void forget() {
        forgetting.attempt(
                "Old imports could not be deleted and will be retried next time",
                () -> tasks.runIfDue("old imports", Schedule.every(interval), this::cleanUp));
    }

    private void cleanUp(Turn turn) throws SQLException {
        boolean more = true;
        while (more && turn.lasts()) {
            // Each import is deleted in its own transaction.
            more = cleanup.forgetOne();
        }
    }
}
