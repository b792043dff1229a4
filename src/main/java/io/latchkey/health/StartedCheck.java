package io.latchkey.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** {@code /health/started}: the schema is migrated, the secrets fit, the timers run. */
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
