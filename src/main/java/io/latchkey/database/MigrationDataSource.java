package io.latchkey.database;

import jakarta.enterprise.inject.Vetoed;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * The {@link ConfiguredDataSource} for migrations of PostgreSQL, bypassing the pool and without time limits:
 * a migration may work on a large table for as long as it takes, while the transaction that locks out other
 * nodes is idle.
 */
@Vetoed
class MigrationDataSource extends ConfiguredDataSource {

    @Override
    Duration patience(Config config) {
        return Duration.ZERO;
    }

    /** Some servers let the migration connect before they fill the pool. */
    @Override
    RenewedConnection.Opening postgresql(String url, Config config) throws SQLException {
        return AwaitedDatabase.as(config, super.postgresql(url, config));
    }
}
