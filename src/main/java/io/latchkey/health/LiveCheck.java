package io.latchkey.health;

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
 * {@code /health/live}: no threads wait for one another, and no flush hangs. What only a restart can end is not alive; a
 * database that is away is no reason for one.
 */
@Liveness
@Singleton
public class LiveCheck implements HealthCheck {

    /** Many times what the socket's timeout and a pool that is empty could cost one batch. */
    private static final Duration HANGS = Duration.ofMinutes(10);

    private final LastUses lastUses;
    private final KeyActivity activity;

    @Inject
    public LiveCheck(LastUses lastUses, KeyActivity activity) {
        this.lastUses = lastUses;
        this.activity = activity;
    }

    @Override
    public HealthCheckResponse call() {
        boolean hangs =
                lastUses.flushTimes().hangsFor(HANGS) || activity.flushTimes().hangsFor(HANGS);
        boolean deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null;
        return HealthCheckResponse.named("latchkey-live")
                .status(!hangs && !deadlocked)
                .build();
    }
}
