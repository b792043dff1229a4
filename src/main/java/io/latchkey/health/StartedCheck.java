package io.latchkey.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * {@code /health/started}: checks that the schema has been migrated, that the secrets fit, and that the
 * timers are running.
 */
@Startup
@Singleton
public class StartedCheck implements HealthCheck {

    private final StartState start;

    @Inject
    public StartedCheck(StartState start) {
        this.start = start;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("latchkey-started")
                .status(start.isComplete())
                .build();
    }
}
