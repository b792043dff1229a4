package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Stub;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PooledDataSourceTest {

    /** As Payara's pool leaves a connection when the commit of a transaction has failed. */
    @ParameterizedTest
    @CsvSource({Status.STATUS_NO_TRANSACTION + ",true", Status.STATUS_ACTIVE + ",false"})
    void onlyATransactionOfTheContainerHasAnotherMode(int status, boolean expected) throws SQLException {
        try (Connection left = DriverManager.getConnection("jdbc:h2:mem:")) {
            left.setAutoCommit(false);
            DataSource pool = new PooledDataSource(
                    Stub.of(DataSource.class, (method, arguments) -> left),
                    Stub.of(TransactionSynchronizationRegistry.class, (method, arguments) -> status));

            assertThat(pool.getConnection().getAutoCommit()).isEqualTo(expected);
        }
    }
}
