package io.latchkey.health;

import io.latchkey.database.BoundedReading;
import io.latchkey.revocation.ChangeListener;
import io.latchkey.setting.TrueOrFalse;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * {@code /health/ready}: checks that startup is complete, that the database answers, and that the node hears
 * of changes to keys.
 *
 * <p>A node that does not hear of them still answers correctly, since it trusts nothing in its cache and
 * queries the database for each request: it is only slower. {@code latchkey.health.in-step} determines
 * whether that is a reason to send it no requests; {@code inStep} reports in either case whether the node
 * hears of changes.
 */
@Readiness
@Singleton
public class ReadyCheck implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The database is queried at most once in this time, however many requests there are. */
    private static final Duration FRESH_FOR = Duration.ofSeconds(1);

    private final StartState start;
    private final ChangeListener listener;
    private final DataSource dataSource;
    private final boolean inStepIsRequired;
    private BoundedReading<Boolean> database;

    @Resource
    private ManagedExecutorService executor;

    /**
     * Reads {@code latchkey.health.in-step}.
     *
     * @param inStepIsRequired whether a node that does not hear of changes to keys is not ready
     * @throws IllegalArgumentException if that is neither true nor false
     */
    @Inject
    public ReadyCheck(
            StartState start,
            ChangeListener listener,
            DataSource dataSource,
            @ConfigProperty(name = "latchkey.health.in-step") String inStepIsRequired) {
        this.start = start;
        this.listener = listener;
        this.dataSource = dataSource;
        this.inStepIsRequired = TrueOrFalse.require("latchkey.health.in-step", inStepIsRequired);
    }

    @PostConstruct
    void prepare() {
        prepare(executor);
    }

    void prepare(Executor threads) {
        database = new BoundedReading<>(dataSource, threads, ReadyCheck::answers, FRESH_FOR, PATIENCE);
    }

    /** Does not use {@link Connection#isValid}, which ends the connection if the answer is late. */
    private static boolean answers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        }
    }

    /** Returns whether the database has answered within the patience, a moment ago at most. */
    boolean databaseAnswers() {
        return database.get().orElse(false);
    }

    @Override
    public HealthCheckResponse call() {
        boolean inStep = listener.isInStep();
        boolean ready = start.isComplete() && (inStep || !inStepIsRequired) && databaseAnswers();
        return HealthCheckResponse.named("latchkey-ready")
                .status(ready)
                .withData("inStep", inStep)
                .build();
    }
}
