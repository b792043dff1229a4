package io.latchkey.notice;

import io.latchkey.cluster.ClusterTasks;
import io.latchkey.cluster.Schedule;
import io.latchkey.database.BackgroundWork;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Runs every {@code latchkey.notice.interval}: creates due warnings and deletes old notices, on one node for
 * all, and sends queued notices, on every node. Each of the four tasks has at most one active thread per
 * node, so that a hanging mail server delays only mail.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NoticeTimer {

    private static final Logger LOG = System.getLogger(NoticeTimer.class.getName());

    private final Map<Task, AtomicBoolean> busy = new EnumMap<>(Map.of(
            Task.WARN,
            new AtomicBoolean(),
            Task.FORGET,
            new AtomicBoolean(),
            Task.MAIL,
            new AtomicBoolean(),
            Task.WEBHOOK,
            new AtomicBoolean()));

    @Resource
    private TimerService timers;

    @Inject
    private WarningSweep sweep;

    @Inject
    private NoticeCleanup cleanup;

    @Inject
    private ClusterTasks tasks;

    @Inject
    private NoticeWorker worker;

    @Inject
    @ConfigProperty(name = "latchkey.notice.interval")
    private Duration interval;

    /** Starts the timers, which are not persistent and end with the application. */
    public void start() {
        long millis = interval.toMillis();
        for (Task task : Task.values()) {
            timers.createIntervalTimer(millis, millis, new TimerConfig(task, false));
        }
    }

    @Timeout
    void run(Timer timer) {
        Task task = (Task) timer.getInfo();
        if (!busy.get(task).compareAndSet(false, true)) {
            return;
        }
        try {
            BackgroundWork.attempt(
                    LOG, "Notices could not be created or sent and will be tried again later", () -> run(task));
        } finally {
            busy.get(task).set(false);
        }
    }

    private void run(Task task) throws SQLException {
        switch (task) {
            case WARN -> tasks.runIfDue("notices", Schedule.every(interval), sweep::run);
            case FORGET -> tasks.runIfDue("old notices", Schedule.every(interval), turn -> cleanup.run());
            case MAIL -> worker.sendMails();
            case WEBHOOK -> worker.callWebhooks();
        }
    }

    private enum Task {
        WARN,
        FORGET,
        MAIL,
        WEBHOOK
    }
}
