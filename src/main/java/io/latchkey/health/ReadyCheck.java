package io.latchkey.health;

import io.latchkey.database.BoundedReading;
import io.latchkey.key.KeyChanges;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * {@code /health/ready}: the start is through and the database answers.
 *
 * <p>A node that does not hear of changes to keys is ready all the same: it trusts nothing that it remembers and asks the
 * database for each request, so that its answers are right, only slower. To take it out of service would have the others
 * do its work at the worst moment. {@code inStep} says which of the two it is.
 */
@Readiness
@Singleton
public class ReadyCheck implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** However many ask, the database is asked once in that time. */
    private static final Duration FRESH_FOR = Duration.ofSeconds(1);

    private final StartState start;
    private final KeyChanges changes;
    private final DataSource dataSource;
    private BoundedReading<Boolean> database;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    public ReadyCheck(StartState start, KeyChanges changes, DataSource dataSource) {
        this.start = start;
        this.changes = changes;
        this.dataSource = dataSource;
    }

    @PostConstruct
    void prepare() {
        database = new BoundedReading<>(
                dataSource,
                executor,
                connection -> connection.isValid(Math.toIntExact(PATIENCE.toSeconds())),
                FRESH_FOR,
                PATIENCE);
    }

    @Override
    public HealthCheckResponse call() {
        boolean ready = start.isComplete() && database.get().orElse(false);
        return HealthCheckResponse.named("latchkey-ready")
                .status(ready)
                .withData("inStep", changes.isInStep())
                .build();
    }
}
