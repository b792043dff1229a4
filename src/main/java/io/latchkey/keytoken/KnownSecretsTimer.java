package io.latchkey.keytoken;

import io.latchkey.timer.RepeatedWork;
import io.latchkey.timer.Timers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;

/**
 * Loads and refreshes {@link KnownSecrets} in the background. A failed run is logged, and the next one
 * resumes it.
 */
@Singleton
public class KnownSecretsTimer {

    private static final Logger LOG = System.getLogger(KnownSecretsTimer.class.getName());

    private final Timers timers;
    private final KnownSecrets known;
    private final RepeatedWork refreshing = new RepeatedWork(LOG);

    @Inject
    KnownSecretsTimer(Timers timers, KnownSecrets known) {
        this.timers = timers;
        this.known = known;
    }

    /** Starts the timer immediately; it ends with the application. */
    public void start() {
        timers.nowAndEvery(known.refreshInterval(), "latchkey known secrets", this::refresh);
    }

    private void refresh() {
        refreshing.attempt("New keys from other nodes could not be read", known::refresh);
    }
}
