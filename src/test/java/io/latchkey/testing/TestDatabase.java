package io.latchkey.testing;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ds.common.BaseDataSource;

/** A database of its own, new and empty, which tests can look into beside the server that uses it. */
public final class TestDatabase implements AutoCloseable {

    private final String url;
    private final DataSource dataSource;
    private final PostgresProcess process;

    private TestDatabase(String url, DataSource dataSource, PostgresProcess process) {
        this.url = url;
        this.dataSource = dataSource;
        this.process = process;
    }

    /** A new database; the folder is for its files, if it has any. */
    public static TestDatabase create(DatabaseKind kind, Path folder) {
        return kind == DatabaseKind.H2 ? h2(folder) : postgresql(folder);
    }

    private static TestDatabase h2(Path folder) {
        // AUTO_SERVER lets the tests and the server use the file at once.
        String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("latchkey") + ";AUTO_SERVER=TRUE";
        JdbcDataSource dataSource = new JdbcDataSource();
        // As patient with a lock as PostgreSQL is.
        dataSource.setURL(url + ";LOCK_TIMEOUT=30000");
        dataSource.setUser(USER);
        dataSource.setPassword(USER);
        return new TestDatabase(url, dataSource, PostgresProcess.none());
    }

    private static TestDatabase postgresql(Path folder) {
        PostgresProcess process = PostgresProcess.start(folder.resolve("postgresql"));
        String url = "jdbc:postgresql://localhost:" + process.port() + "/" + USER;
        TestDatabase database = new TestDatabase(url, signedIn(new PGSimpleDataSource(), url), process);
        database.asSuperuser(
                "CREATE ROLE " + USER + " LOGIN SUPERUSER PASSWORD '" + USER + "'",
                "CREATE DATABASE " + USER + " OWNER " + USER);
        return database;
    }

    /**
     * Another one in the same PostgreSQL, new and empty, which is there for as long as this one.
     *
     * @param options those of {@code CREATE DATABASE}, such as the locale
     */
    public TestDatabase another(String name, String options) {
        asSuperuser(
                "DROP DATABASE IF EXISTS " + name,
                "CREATE DATABASE " + name + " OWNER " + USER + " TEMPLATE template0 ENCODING 'UTF8' " + options);
        String itsUrl = "jdbc:postgresql://localhost:" + process.port() + "/" + name;
        return new TestDatabase(itsUrl, signedIn(new PGSimpleDataSource(), itsUrl), PostgresProcess.none());
    }

    /**
     * The same database over connections that are kept open between two statements. An H2 that no server uses is opened for each, and
     * PostgreSQL starts a process for each connection, which both take longer than the statement. Not for a PostgreSQL that is stopped
     * meanwhile.
     */
    TestDatabase keptOpen() {
        JdbcConnectionPool pool = JdbcConnectionPool.create(
                dataSource instanceof JdbcDataSource h2 ? h2 : signedIn(new PGConnectionPoolDataSource(), url));
        // As many as PostgreSQL takes: a test never waits for one.
        pool.setMaxConnections(PostgresProcess.CONNECTIONS);
        return new TestDatabase(url, pool, process);
    }

    private static <T extends BaseDataSource> T signedIn(T postgresql, String url) {
        postgresql.setUrl(url);
        postgresql.setUser(USER);
        postgresql.setPassword(USER);
        return postgresql;
    }

    /** Takes the database away from whoever uses it. PostgreSQL only. */
    public void stop() {
        process.stop();
    }

    /** Brings it back as it was, at the same address. */
    public void startAgain() {
        process.startAgain();
    }

    /** Ends the connections on which nodes hear of changes. PostgreSQL only. */
    public void cutListenersOff() {
        asSuperuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + USER
                + "' AND query IN ('LISTEN latchkey_changes', 'SHOW transaction_read_only')");
    }

    /** The same, and lets nobody connect; other connections stay. */
    public void keepListenersOut() {
        asSuperuser("ALTER DATABASE " + USER + " ALLOW_CONNECTIONS false");
        cutListenersOff();
    }

    /** Ends what {@link #keepListenersOut} began. */
    public void letListenersIn() {
        asSuperuser("ALTER DATABASE " + USER + " ALLOW_CONNECTIONS true");
    }

    /** Has the server accept writes or not, on present connections too. PostgreSQL only. */
    public void acceptWrites(boolean accept) {
        asSuperuser(
                "ALTER SYSTEM SET default_transaction_read_only = " + (accept ? "off" : "on"),
                "SELECT pg_reload_conf()");
        // The process that is told passes it on to the others.
        Pause.of(Duration.ofMillis(500));
    }

    private void asSuperuser(String... statements) {
        try (var connection = process.superuser().getConnection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String USER = "latchkey";

    public DataSource dataSource() {
        return dataSource;
    }

    /** The settings by which a server uses this database, as environment variables. */
    public Map<String, String> environment() {
        return Map.of("LATCHKEY_DB_URL", url, "LATCHKEY_DB_USER", USER, "LATCHKEY_DB_PASSWORD", USER);
    }

    /** Whether it is a PostgreSQL, and not an H2. */
    public boolean isPostgresql() {
        return url.startsWith("jdbc:postgresql:");
    }

    /** Where the database is, as JDBC has it. */
    String url() {
        return url;
    }

    /**
     * Runs a statement and returns the number of rows; the parameters are those of the placeholders. Of a change of a
     * key, the servers may hear only later.
     */
    public int execute(String sql, Object... parameters) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Has PostgreSQL find out what the tables hold, or its plans are of whenever it last did. Does nothing on H2, whose plans do not
     * depend on that here.
     */
    public void analyze(String... tables) {
        if (isPostgresql()) {
            execute("ANALYZE " + String.join(", ", tables));
        }
    }

    /** The one value that the query gives, as text. */
    public String value(String sql, Object... parameters) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("No row");
                }
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (dataSource instanceof JdbcConnectionPool pool) {
            pool.dispose();
        }
        process.stop();
    }
}
