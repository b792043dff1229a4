package io.latchkey.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/** Migrates the schema to this version of the product. Nothing else creates or alters a table. */
@Singleton
public class SchemaMigration {

    private final DataSource dataSource;
    private final DatabaseUrl url;
    private final int startRetries;

    @Inject
    SchemaMigration(
            DataSource dataSource,
            @ConfigProperty(name = "latchkey.db.url") Optional<String> url,
            @ConfigProperty(name = "latchkey.db.start-retries") int startRetries) {
        this.dataSource = dataSource;
        this.url = DatabaseUrl.of(url);
        this.startRetries = startRetries;
    }

    /**
     * Applies the pending migrations; nodes that start together wait for one another. Migrations added by a
     * later version are left as they are.
     *
     * @throws org.flywaydb.core.api.FlywayException if the database remains unreachable, a migration fails,
     *     or an applied one differs from that of this version
     */
    public void migrate() {
        Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(url.isPostgresql() ? new MigrationDataSource() : dataSource)
                .locations(locations(url))
                .connectRetries(startRetries)
                .connectRetriesInterval(5)
                .load()
                .migrate();
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
