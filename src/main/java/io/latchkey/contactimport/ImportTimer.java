package io.latchkey.contactimport;

import io.latchkey.cluster.ClusterTasks;
import io.latchkey.cluster.Schedule;
import io.latchkey.cluster.Turn;
import io.latchkey.database.BackgroundWork;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Runs every {@code latchkey.import.interval}: picks up imports without an active run, as a killed node
 * leaves behind, and deletes old ones, on one node for all.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ImportTimer {

    private static final Logger LOG = System.getLogger(ImportTimer.class.getName());

    @Resource
    private TimerService timers;

    @Inject
    private ImportRunner runner;

    @Inject
    private ImportCleanup cleanup;

    @Inject
    private ClusterTasks tasks;

    @Inject
    @ConfigProperty(name = "latchkey.import.interval")
    private Duration interval;

    /** Starts the timer, which is not persistent and ends with the application. */
    public void start() {
        long millis = interval.toMillis();
        timers.createIntervalTimer(millis, millis, new TimerConfig("latchkey contact imports", false));
    }

    @Timeout
    void run() {
        BackgroundWork.attempt(LOG, "Imports could not be processed and will be retried next time", runner::run);
        BackgroundWork.attempt(
                LOG,
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
