package io.latchkey.notice;

import io.latchkey.cluster.ClusterTasks;
import io.latchkey.cluster.Schedule;
import io.latchkey.database.BackgroundWork;
import io.latchkey.timer.RepeatedWork;
import io.latchkey.timer.Timers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Runs every {@code latchkey.notice.interval}: creates due warnings and deletes old notices, on one node for
 * all, and sends queued notices, on every node. Each of the four tasks has a timer of its own, so that a
 * hanging mail server delays only mail.
 */
@Singleton
public class NoticeTimer {

    private static final Logger LOG = System.getLogger(NoticeTimer.class.getName());

    private final Timers timers;
    private final WarningSweep sweep;
    private final NoticeCleanup cleanup;
    private final ClusterTasks tasks;
    private final NoticeWorker worker;
    private final Duration interval;

    @Inject
    NoticeTimer(
            Timers timers,
            WarningSweep sweep,
            NoticeCleanup cleanup,
            ClusterTasks tasks,
            NoticeWorker worker,
            @ConfigProperty(name = "latchkey.notice.interval") Duration interval) {
        this.timers = timers;
        this.sweep = sweep;
        this.cleanup = cleanup;
        this.tasks = tasks;
        this.worker = worker;
        this.interval = interval;
    }

    /** Starts the timers, which end with the application. */
    public void start() {
        start("warnings", () -> tasks.runIfDue("notices", Schedule.every(interval), sweep::run));
        start("cleanup", () -> tasks.runIfDue("old notices", Schedule.every(interval), cleanup::run));
        start("mail", worker::sendMails);
        start("webhooks", worker::callWebhooks);
    }

    private void start(String name, BackgroundWork.Work task) {
        RepeatedWork work = new RepeatedWork(LOG);
        timers.every(
                interval,
                "latchkey.notice " + name,
                () -> work.attempt("Notices could not be created or sent and will be tried again later", task));
    }
}
