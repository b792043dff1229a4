package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** On connections of a real H2 that are closed behind the pool's back. */
class RenewedConnectionTest {

    private final List<Connection> opened = new ArrayList<>();
    private final AtomicLong losses = new AtomicLong();

    private Connection open() throws SQLException {
        return RenewedConnection.open(
                () -> {
                    Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                    opened.add(connection);
                    return connection;
                },
                losses);
    }

    private static void work(Connection connection) throws SQLException {
        connection.createStatement().execute("SELECT 1");
    }

    @Test
    void isOpenedAnewBetweenTransactionsWithItsMode() throws SQLException {
        Connection connection = open();
        connection.setAutoCommit(false);
        work(connection);
        connection.commit();
        opened.get(0).close();

        work(connection);

        assertThat(opened).hasSize(2);
        assertThat(opened.get(1).getAutoCommit()).isFalse();
    }

    @Test
    void failsWithinATransactionUntilItIsRolledBack() throws SQLException {
        Connection connection = open();
        connection.setAutoCommit(false);
        work(connection);
        opened.get(0).close();

        assertThatThrownBy(() -> work(connection)).isInstanceOf(SQLException.class);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThat(opened).hasSize(1);
        work(connection);
        assertThat(opened).hasSize(2);
    }

    @Test
    void endsNoOtherTransactionThanTheOneThatWasBegun() throws SQLException {
        Connection connection = open();
        connection.setAutoCommit(false);
        PreparedStatement statement = connection.prepareStatement("SELECT 1");
        connection.commit();
        statement.execute();
        opened.get(0).close();

        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThat(opened).hasSize(1);
    }

    @Test
    void goingBackToASavepointOrSettingTheSameModeEndsNothing() throws SQLException {
        Connection connection = open();
        connection.setAutoCommit(false);
        work(connection);
        connection.rollback(connection.setSavepoint());
        connection.setAutoCommit(false);
        opened.get(0).close();

        assertThatThrownBy(() -> work(connection)).isInstanceOf(SQLException.class);
        assertThat(opened).hasSize(1);
    }

    @Test
    void oneThatIsLostLeavesTheOthersAsTheyAre() throws SQLException {
        Connection connection = open();
        Connection other = open();
        opened.get(1).close();
        work(other);

        work(connection);

        assertThat(opened).hasSize(3);
        assertThat(opened.get(0).isClosed()).isFalse();
    }

    /** As H2 does when it could not write to its file: it closes itself, and says of no connection that it is closed. */
    @Test
    void isOpenedAnewWhenTheDatabaseHasClosedItself() throws SQLException {
        Connection closedInside = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "isClosed", "isValid" -> {
                            return false;
                        }
                        case "close" -> {
                            return null;
                        }
                        default ->
                            throw new SQLNonTransientConnectionException("The database has been closed", "90098");
                    }
                });
        Deque<Connection> next = new ArrayDeque<>(List.of(closedInside));
        Connection connection = RenewedConnection.open(
                () -> next.isEmpty() ? DriverManager.getConnection("jdbc:h2:mem:") : next.pop(), losses);

        assertThatThrownBy(() -> work(connection)).isInstanceOf(SQLException.class);
        work(connection);
    }

    @Test
    void staysClosedOnceThePoolHasClosedIt() throws SQLException {
        Connection connection = open();
        connection.close();

        assertThat(connection.isClosed()).isTrue();
        assertThat(opened).hasSize(1);
    }
}
