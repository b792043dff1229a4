package io.latchkey.health;

import io.latchkey.database.BoundedReading;
import io.latchkey.revocation.ChangeListener;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * {@code /health/ready}: the start is through, the database answers, and the node hears of changes to keys.
 *
 * <p>A node that does not hear of them answers right all the same, for it trusts nothing that it remembers and asks the
 * database for each request: it is only slower. {@code latchkey.health.in-step} decides whether that is a reason to send
 * it no requests; {@code inStep} says in either case which of the two it is.
 */
@Readiness
@Singleton
public class ReadyCheck implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** However many ask, the database is asked once in that time. */
    private static final Duration FRESH_FOR = Duration.ofSeconds(1);

    private final StartState start;
    private final ChangeListener listener;
    private final DataSource dataSource;
    private final boolean inStepIsRequired;
    private BoundedReading<Boolean> database;

    @Resource
    private ManagedExecutorService executor;

    /** @param inStepIsRequired {@code latchkey.health.in-step} */
    @Inject
    public ReadyCheck(
            StartState start,
            ChangeListener listener,
            DataSource dataSource,
            @ConfigProperty(name = "latchkey.health.in-step") boolean inStepIsRequired) {
        this.start = start;
        this.listener = listener;
        this.dataSource = dataSource;
        this.inStepIsRequired = inStepIsRequired;
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
        boolean inStep = listener.isInStep();
        boolean ready = start.isComplete()
                && (inStep || !inStepIsRequired)
                && database.get().orElse(false);
        return HealthCheckResponse.named("latchkey-ready")
                .status(ready)
                .withData("inStep", inStep)
                .build();
    }
}
