package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.Pause;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
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

    /** One that takes five seconds for every answer, as an overloaded one does. */
    @Test
    void oneThatIsSlowToAnswerStaysOpen() throws SQLException {
        Connection connection =
                RenewedConnection.open(() -> answering(Map.of("isValid", arguments -> (int) arguments[0] > 5)), losses);
        losses.incrementAndGet();

        work(connection);

        assertThat(opened).hasSize(1);
        assertThat(losses).hasValue(1);
    }

    /** Or all connections to an overloaded database would be opened again, and again when one of them is late. */
    @Test
    void oneThatDoesNotAnswerInTimeLeavesTheOthersAsTheyAre() throws SQLException {
        int timeout = 200;
        Connection connection = RenewedConnection.open(
                () -> answering(Map.of("getNetworkTimeout", arguments -> timeout, "isValid", arguments -> {
                    Pause.of(Duration.ofMillis(timeout));
                    return false;
                })),
                losses);
        losses.incrementAndGet();

        work(connection);

        assertThat(opened).hasSize(2);
        assertThat(losses).hasValue(1);
    }

    @Test
    void oneThatIsRefusedAtOnceHasTheOthersValidated() throws SQLException {
        Connection connection = RenewedConnection.open(() -> answering(Map.of("isValid", arguments -> false)), losses);
        losses.incrementAndGet();

        work(connection);

        assertThat(losses).hasValue(2);
    }

    /** Or the change of the mode that follows, a pool's at the latest, would commit the half that was done. */
    @Test
    void isOpenedAnewWhenWhatWasDoneCouldNotBeRolledBack() throws SQLException {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        try (Connection keeping = DriverManager.getConnection(url)) {
            keeping.createStatement().execute("CREATE TABLE half (id INT)");
            Connection connection =
                    RenewedConnection.open(() -> failingToRollBack(DriverManager.getConnection(url)), losses);
            connection.setAutoCommit(false);
            connection.createStatement().execute("INSERT INTO half VALUES (1)");

            connection.rollback();
            connection.setAutoCommit(true);

            ResultSet rows = keeping.createStatement().executeQuery("SELECT COUNT(*) FROM half");
            rows.next();
            assertThat(rows.getInt(1)).isZero();
            work(connection);
        }
    }

    /** Payara's pool sets the mode only after a rollback that does not fail, and hands the connection out again. */
    @Test
    void oneLostInATransactionIsInTheModeThatIsSetAfterTheRollback() throws SQLException {
        Connection connection = open();
        connection.setAutoCommit(false);
        work(connection);
        opened.get(0).close();

        connection.rollback();
        connection.setAutoCommit(true);
        work(connection);

        assertThat(opened).hasSize(2);
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(opened.get(1).getAutoCommit()).isTrue();
    }

    /** Or what was committed would seem not to be. */
    @Test
    void settingTheModeAfterACommitOpensNothing() throws SQLException {
        Deque<Connection> next = new ArrayDeque<>(List.of(DriverManager.getConnection("jdbc:h2:mem:")));
        Connection connection = RenewedConnection.open(
                () -> {
                    if (next.isEmpty()) {
                        throw new SQLNonTransientConnectionException("refused", "08001");
                    }
                    opened.add(next.pop());
                    return opened.get(opened.size() - 1);
                },
                losses);

        String result = JdbcTransaction.call(connection, same -> {
            work(same);
            losses.incrementAndGet();
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(connection.getAutoCommit()).isTrue();

        connection.setAutoCommit(false);
        opened.get(0).close();
        connection.setAutoCommit(true);
        assertThatThrownBy(() -> work(connection)).hasMessage("refused");
        next.add(DriverManager.getConnection("jdbc:h2:mem:"));
        assertThat(connection.getAutoCommit()).isTrue();
    }

    /** A real one, except for what these methods answer. */
    private Connection answering(Map<String, Function<Object[], Object>> answers) throws SQLException {
        Connection real = DriverManager.getConnection("jdbc:h2:mem:");
        opened.add(real);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> answers.containsKey(method.getName())
                        ? answers.get(method.getName()).apply(arguments)
                        : method.invoke(real, arguments));
    }

    private Connection failingToRollBack(Connection real) {
        opened.add(real);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("rollback")) {
                        throw new SQLException("rollback");
                    }
                    return method.invoke(real, arguments);
                });
    }

    @Test
    void staysClosedOnceThePoolHasClosedIt() throws SQLException {
        Connection connection = open();
        connection.close();

        assertThat(connection.isClosed()).isTrue();
        assertThat(opened).hasSize(1);
    }
}
