package io.latchkey.contactimport;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Deletes imports that finished more than {@code latchkey.import.retention} ago. Concurrent runs are
 * harmless: one does not find what the other has deleted.
 */
@Singleton
class ImportCleanup {

    private final ImportStore store;
    private final Clock clock;
    private final Duration retention;

    /**
     * @param retention how long the status of a finished import is kept
     * @throws IllegalArgumentException if the retention is negative
     */
    @Inject
    ImportCleanup(
            ImportStore store, Clock clock, @ConfigProperty(name = "latchkey.import.retention") Duration retention) {
        if (retention.isNegative()) {
            throw new IllegalArgumentException("latchkey.import.retention must not be negative");
        }
        this.store = store;
        this.clock = clock;
        this.retention = retention;
    }

    /** Deletes the import that finished first; returns false when there is none to delete. */
    boolean forgetOne() {
        return store.deleteOne(clock.instant().minus(retention));
    }
}
