package io.latchkey.keytoken;

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
import java.lang.System.Logger.Level;
import java.sql.SQLException;

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
        try {
            known.refresh();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "New keys from other nodes could not be read: {0}", e.toString());
        } catch (RuntimeException | Error e) {
            // Payara drops a timer that has failed twice.
            LOG.log(Level.ERROR, "New keys from other nodes could not be read", e);
        }
    }
}
