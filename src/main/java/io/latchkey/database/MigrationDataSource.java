package io.latchkey.database;

import jakarta.enterprise.inject.Vetoed;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * The {@link ConfiguredDataSource} for migrations of PostgreSQL, past the pool: one may work on a large table for as long as it
 * takes, and meanwhile the transaction that keeps other nodes from it is idle.
 */
@Vetoed
class MigrationDataSource extends ConfiguredDataSource {

    @Override
    Duration patience(Config config) {
        return Duration.ZERO;
    }
}
