package io.latchkey.database;

import jakarta.enterprise.inject.Vetoed;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The container's pool, all of whose connections are in auto-commit mode outside of the container's transactions. When
 * a commit of such a transaction fails, Payara leaves the connection in the other mode: whoever gets it next would
 * write what is rolled back later, without a word.
 */
@Vetoed
class PooledDataSource extends PlainDataSource {

    private final DataSource pool;
    private final TransactionSynchronizationRegistry transactions;

    PooledDataSource(DataSource pool, TransactionSynchronizationRegistry transactions) {
        this.pool = pool;
        this.transactions = transactions;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = pool.getConnection();
        if (transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            beginInAutoCommitMode(connection);
        }
        return connection;
    }

    private static void beginInAutoCommitMode(Connection connection) throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                // Setting the mode would commit what was read before.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
