package io.latchkey.database;

import jakarta.enterprise.inject.Vetoed;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** What a data source has to have beside connections, and what all of this package do alike. */
@Vetoed
abstract class PlainDataSource implements DataSource {

    /**
     * Ignores the arguments: the credentials are taken from the configuration; a container passes only its
     * own defaults.
     */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    /** Ignored: the drivers log through {@code java.util.logging}. */
    @Override
    public void setLogWriter(PrintWriter out) {}

    /** Ignored: timeouts are taken from the configuration. */
    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.latchkey.database");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("Not a wrapper for " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
