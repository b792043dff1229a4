package io.latchkey.keytoken;

import io.latchkey.database.BackgroundWork;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;

/**
 * Loads and refreshes {@link KnownSecrets} in the background. A failed run is logged, and the next one
 * resumes it.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class KnownSecretsTimer {

    private static final Logger LOG = System.getLogger(KnownSecretsTimer.class.getName());

    @Resource
    private TimerService timers;

    @Inject
    private KnownSecrets known;

    /** Starts the timer immediately; it is not persistent, and ends with the application. */
    public void start() {
        timers.createIntervalTimer(
                0, known.refreshInterval().toMillis(), new TimerConfig("latchkey known secrets", false));
    }

    @Timeout
    void refresh() {
        BackgroundWork.attempt(LOG, "New keys from other nodes could not be read", known::refresh);
    }
}
