package io.latchkey.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/** Migrates the schema to this version of the product. Nothing else creates or alters a table. */
@Singleton
public class SchemaMigration {

    private static final Logger LOG = System.getLogger(SchemaMigration.class.getName());

    private static final int WITHOUT_LIMIT = -1;

    private final DataSource dataSource;
    private final DatabaseUrl url;

    @Inject
    SchemaMigration(DataSource dataSource, @ConfigProperty(name = "latchkey.db.url") Optional<String> url) {
        this.dataSource = dataSource;
        this.url = DatabaseUrl.of(url);
    }

    /**
     * Applies the pending migrations; nodes that start together wait for one another, however long it takes. Migrations
     * added by a later version are left as they are.
     *
     * @throws org.flywaydb.core.api.FlywayException if the database remains unreachable, a migration fails,
     *     or an applied one differs from that of this version
     */
    public void migrate() {
        LOG.log(Level.INFO, "Checking the schema; if another node is migrating it, this one waits");
        flyway().migrate();
    }

    Flyway flyway() {
        return Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(url.isPostgresql() ? new MigrationDataSource() : dataSource)
                .locations(locations(url))
                // By default, it gives up after 50 seconds, and the node would have to be started again.
                .lockRetryCount(WITHOUT_LIMIT)
                .load();
    }

    /**
     * Returns the locations of the migrations: those common to both databases, and those specific to one.
     */
    public static String[] locations(DatabaseUrl url) {
        return url.isPostgresql()
                ? new String[] {"classpath:db/migration", "classpath:db/postgresql"}
                : new String[] {"classpath:db/migration"};
    }
}
