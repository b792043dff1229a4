package io.latchkey.health;

import io.latchkey.revocation.ChangeListener;
import io.latchkey.timer.Timers;
import io.latchkey.usage.KeyActivity;
import io.latchkey.usage.LastUses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * {@code /health/live}: checks that no threads are deadlocked, that no flush hangs, and that all timers and the
 * listener for changes to keys are still there. Only a state that nothing but a restart can end counts as not alive;
 * an unavailable database is no reason for one.
 */
@Liveness
@Singleton
public class LiveCheck implements HealthCheck {

    /**
     * Many times longer than the socket timeout and an exhausted pool can delay one batch, and than a machine lets an
     * idle timer wait.
     */
    private static final Duration HANGS = Duration.ofMinutes(10);

    private final LastUses lastUses;
    private final KeyActivity activity;
    private final Timers timers;
    private final ChangeListener listener;

    @Inject
    public LiveCheck(LastUses lastUses, KeyActivity activity, Timers timers, ChangeListener listener) {
        this.lastUses = lastUses;
        this.activity = activity;
        this.timers = timers;
        this.listener = listener;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("latchkey-live").status(isAlive()).build();
    }

    boolean isAlive() {
        boolean hangs =
                lastUses.flushTimes().hangsFor(HANGS) || activity.flushTimes().hangsFor(HANGS);
        boolean lost = timers.hasLost(HANGS) || listener.isLost();
        boolean deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null;
        return !hangs && !lost && !deadlocked;
    }
}
