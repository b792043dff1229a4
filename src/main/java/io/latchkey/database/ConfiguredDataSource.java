package io.latchkey.database;

import jakarta.enterprise.inject.Vetoed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database configured by {@code latchkey.db.url}: PostgreSQL, or an H2 database of the operator's own; if
 * it is not set, an H2 file in {@code latchkey.data.directory}.
 *
 * <p>The container instantiates this class by name and pools its connections. Reading the configuration in a
 * class of our own keeps the resource definition free of server-specific placeholder syntax and makes the
 * drivers bundled in the WAR usable on every server.
 */
@Vetoed
public class ConfiguredDataSource extends PlainDataSource {

    private static final String CONNECT_TIMEOUT = "latchkey.db.connect-timeout";
    private static final String SOCKET_TIMEOUT = "latchkey.db.socket-timeout";

    private RenewedConnection.Opening driver;

    @Override
    public Connection getConnection() throws SQLException {
        return driver().open();
    }

    /**
     * Returns what opens the connections: always the same, because it remembers which primary it has found.
     *
     * @throws SQLException if {@code latchkey.db.url} or one of the timeouts is unusable
     */
    final synchronized RenewedConnection.Opening driver() throws SQLException {
        if (driver == null) {
            // A pool thread has no application class loader; without ours it would get another application's
            // configuration.
            driver = choose(ConfigProvider.getConfig(ConfiguredDataSource.class.getClassLoader()));
        }
        return driver;
    }

    private RenewedConnection.Opening choose(Config config) throws SQLException {
        DatabaseUrl url = DatabaseUrl.of(config.getOptionalValue("latchkey.db.url", String.class));
        if (url.isEmpty()) {
            return embedded(config);
        }
        if (url.isPostgresql()) {
            return postgresql(url.text(), config);
        }
        if (url.isH2()) {
            return h2(url.text(), config);
        }
        throw new SQLException("latchkey.db.url must start with jdbc:postgresql: or jdbc:h2:, or be empty");
    }

    static RenewedConnection.Opening embedded(Config config) {
        Path directory = DataDirectory.of(config);
        try {
            DataDirectory.create(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("latchkey.data.directory cannot be created: " + directory, e);
        }
        EmbeddedFile file = new EmbeddedFile(directory);
        RenewedConnection.Opening opening = h2(file.url(), config);
        return () -> {
            file.requireRoom();
            return opening.open();
        };
    }

    private static RenewedConnection.Opening h2(String url, Config config) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(url);
        h2.setUser(config.getOptionalValue("latchkey.db.user", String.class).orElse("latchkey"));
        h2.setPassword(
                config.getOptionalValue("latchkey.db.password", String.class).orElse(""));
        return h2::getConnection;
    }

    RenewedConnection.Opening postgresql(String url, Config config) throws SQLException {
        SessionLimits limits = SessionLimits.within(patience(config));
        PGSimpleDataSource asConfigured = primaryOf(url, config);
        List<RenewedConnection.Opening> ways = new ArrayList<>();
        ways.add(() -> limits.begin(asConfigured.getConnection()));
        for (int first = 1; first < asConfigured.getServerNames().length; first++) {
            PGSimpleDataSource fromAnother = beginningWith(first, primaryOf(url, config));
            ways.add(() -> limits.begin(fromAnother.getConnection()));
        }
        return new NewestPrimary(ways, Timeline::of);
    }

    /** Makes the driver try the URL's servers in a different order. */
    private static PGSimpleDataSource beginningWith(int first, PGSimpleDataSource postgresql) {
        String[] names = postgresql.getServerNames();
        int[] ports = postgresql.getPortNumbers();
        String[] rotatedNames = new String[names.length];
        int[] rotatedPorts = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            rotatedNames[i] = names[(first + i) % names.length];
            rotatedPorts[i] = ports[(first + i) % names.length];
        }
        postgresql.setServerNames(rotatedNames);
        postgresql.setPortNumbers(rotatedPorts);
        postgresql.setLoadBalanceHosts(false);
        return postgresql;
    }

    /** Returns the driver's data source for the server of the URL that is the primary. */
    private PGSimpleDataSource primaryOf(String url, Config config) throws SQLException {
        PGSimpleDataSource postgresql = new PGSimpleDataSource();
        postgresql.setUrl(url);
        // Whatever the URL says: what a standby has may be older than the notifications of the primary.
        postgresql.setTargetServerType("primary");
        config.getOptionalValue("latchkey.db.user", String.class).ifPresent(postgresql::setUser);
        config.getOptionalValue("latchkey.db.password", String.class).ifPresent(postgresql::setPassword);
        postgresql.setApplicationName("latchkey");
        postgresql.setTcpKeepAlive(true);
        // Error details quote rows, and so personal addresses, and errors are logged.
        postgresql.setLogServerErrorDetail(false);
        // Without these timeouts, a database that vanished silently would block a request for minutes.
        postgresql.setConnectTimeout(seconds(CONNECT_TIMEOUT, config.getValue(CONNECT_TIMEOUT, Duration.class)));
        postgresql.setSocketTimeout(seconds(SOCKET_TIMEOUT, patience(config)));
        return postgresql;
    }

    /** Returns how long to wait for PostgreSQL; zero means without limit. */
    Duration patience(Config config) {
        return config.getValue(SOCKET_TIMEOUT, Duration.class);
    }

    private static int seconds(String name, Duration timeout) throws SQLException {
        // Rounded down, it would be below the server's own limits, or none at all.
        if (timeout.isNegative() || timeout.getNano() != 0) {
            throw new SQLException(name + " must be a number of whole seconds that is not negative");
        }
        return Math.toIntExact(timeout.toSeconds());
    }
}
