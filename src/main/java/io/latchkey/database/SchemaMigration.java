package io.latchkey.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/** Brings the schema to this version of the product. Nothing else creates or alters a table. */
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
     * Applies the migrations that the database has not seen; nodes that start together wait for one another. What a later
     * version has added is left as it is.
     *
     * @throws org.flywaydb.core.api.FlywayException when the database stays away, a migration fails, or one that was applied is
     *     not the one that this version has
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

    /** Where the migrations are: those for each database, and those for one alone. */
    public static String[] locations(DatabaseUrl url) {
        return url.isPostgresql()
                ? new String[] {"classpath:db/migration", "classpath:db/postgresql"}
                : new String[] {"classpath:db/migration"};
    }
}
