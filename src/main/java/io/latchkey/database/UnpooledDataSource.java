package io.latchkey.database;

import jakarta.enterprise.inject.Vetoed;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;

/**
 * The {@link ConfiguredDataSource} that bypasses the pool. Where the server builds its pool from a copy of
 * this class and its drivers in a library of its own (Open Liberty), an H2 file is open in that copy and
 * locked for this one. The pool is used then, which that server closes after the application.
 */
@Vetoed
class UnpooledDataSource extends ConfiguredDataSource {

    private final DataSource pool;

    UnpooledDataSource(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return super.getConnection();
        } catch (SQLException e) {
            if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return pool.getConnection();
            }
            throw e;
        }
    }
}
