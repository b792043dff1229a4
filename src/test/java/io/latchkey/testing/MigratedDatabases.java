package io.latchkey.testing;

import io.latchkey.database.DatabaseUrl;
import io.latchkey.database.SchemaMigration;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** An H2 and a PostgreSQL with the product's schema and no server, for {@code @ParameterizedClass} tests of SQL. */
public final class MigratedDatabases implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        // One of several test processes is given one class after the other, each as a run of its own.
        ExtensionContext.Store store = context.getStore(
                ExtensionContext.StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(getClass()));
        return Arrays.stream(DatabaseKind.values())
                .map(kind -> store.getOrComputeIfAbsent(kind, MigratedDatabases::create, TestDatabase.class))
                .map(Arguments::of);
    }

    private static TestDatabase create(DatabaseKind kind) {
        Path folder = Folders.make("migrated");
        // The databases are closed at the end of the run, but PostgreSQL may still write its files then.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
        TestDatabase database = TestDatabase.create(kind, folder).keptOpen();
        migrate(database);
        return database;
    }

    /** Creates the product's schema in a database. */
    public static void migrate(TestDatabase database) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations(SchemaMigration.locations(new DatabaseUrl(database.url())))
                .load()
                .migrate();
    }
}
