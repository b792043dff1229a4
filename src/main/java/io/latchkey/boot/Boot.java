package io.latchkey.boot;

import io.latchkey.contactimport.ImportTimer;
import io.latchkey.database.SchemaMigration;
import io.latchkey.health.StartState;
import io.latchkey.keytoken.KnownSecretsTimer;
import io.latchkey.log.LogGuards;
import io.latchkey.masterkey.KeptKeys;
import io.latchkey.notice.NoticeTimer;
import io.latchkey.outbox.OutboxTimer;
import io.latchkey.revocation.ChangeListener;
import io.latchkey.secret.SecretsCheck;
import io.latchkey.timer.Timers;
import io.latchkey.usage.UsageTimers;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.SQLException;

/**
 * Starts the product step by step, and ends its timers. If a step fails, the application is not deployed, and the log
 * says why.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Boot {

    @Inject
    private LogGuards log;

    @Inject
    private SchemaMigration schema;

    @Inject
    private SecretsCheck secrets;

    @Inject
    private KeptKeys keptKeys;

    @Inject
    private FirstStart firstStart;

    @Inject
    private Timers timers;

    @Inject
    private UsageTimers usage;

    @Inject
    private KnownSecretsTimer knownSecrets;

    @Inject
    private ChangeListener changes;

    @Inject
    private ImportTimer imports;

    @Inject
    private OutboxTimer outbox;

    @Inject
    private NoticeTimer notices;

    @Inject
    private StartState state;

    @Inject
    private Greeting greeting;

    @PostConstruct
    void start() {
        try {
            startAll();
        } catch (RuntimeException | Error e) {
            // The container does not destroy a bean that was not constructed.
            timers.stop();
            throw e;
        }
    }

    private void startAll() {
        log.install();
        schema.migrate();
        checkSecrets();
        firstStart.run();
        usage.start();
        knownSecrets.start();
        changes.start();
        imports.start();
        outbox.start();
        notices.start();
        state.completed();
        greeting.whenReady();
    }

    @PreDestroy
    void stop() {
        timers.stop();
        // An interrupted thread would close the file of an embedded database.
        boolean interrupted = Thread.interrupted();
        usage.flushAll();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkSecrets() {
        try {
            secrets.check();
            keptKeys.check();
        } catch (SQLException e) {
            throw new IllegalStateException("The database failed at the start", e);
        }
    }
}
