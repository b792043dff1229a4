package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On a real H2. */
class JdbcTransactionTest {

    private final JdbcDataSource database = new JdbcDataSource();
    private Connection connection;

    @BeforeEach
    void makeTable() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        connection = database.getConnection();
        execute(connection, "CREATE TABLE half (id INT)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void insert(Connection connection) throws SQLException {
        execute(connection, "INSERT INTO half VALUES (1)");
    }

    /** As another connection finds them. */
    private int rows() throws SQLException {
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM half")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Stream<Throwable> failures() {
        return Stream.of(new SQLException("no"), new IllegalStateException("no"), new StackOverflowError("no"));
    }

    /** What the compiler lets work throw, whatever its kind. */
    private static void fail(Throwable failure) throws SQLException {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw (SQLException) failure;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverItFailsByNothingIsDone(Throwable failure) throws SQLException {
        assertThatThrownBy(() -> JdbcTransaction.run(connection, same -> {
                    insert(same);
                    fail(failure);
                }))
                .isSameAs(failure)
                .hasNoSuppressedExceptions();

        assertThat(rows()).isZero();
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void allIsDoneAndTheConnectionCommitsEachStatementAgain() throws SQLException {
        int found = JdbcTransaction.call(connection, same -> {
            insert(same);
            insert(same);
            assertThat(rows()).isZero();
            return 2;
        });

        assertThat(found).isEqualTo(2);
        assertThat(rows()).isEqualTo(2);
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void aConnectionOfItsOwnIsClosed() throws SQLException {
        Connection own = JdbcTransaction.call(database, opened -> {
            insert(opened);
            return opened;
        });

        assertThat(rows()).isOne();
        assertThat(own.isClosed()).isTrue();
    }

    @Test
    void aRollbackThatFailsIsToldBesideTheFailureAndCommitsNothing() throws SQLException {
        DataSource broken = failing("rollback");
        SQLException failure = new SQLException("no");

        assertThatThrownBy(() -> JdbcTransaction.run(broken, opened -> {
                    insert(opened);
                    throw failure;
                }))
                .isSameAs(failure)
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .singleElement()
                        .extracting(Throwable::getMessage)
                        .isEqualTo("rollback"));

        assertThat(rows()).isZero();
    }

    @Test
    void aCommitThatFailsIsAFailure() throws SQLException {
        assertThatThrownBy(() -> JdbcTransaction.run(failing("commit"), JdbcTransactionTest::insert))
                .hasMessage("commit");

        assertThat(rows()).isZero();
    }

    @Test
    void ifTheDatabaseIsAwayAtTheCommitTheWorkMayHaveTakenEffect() {
        assertThatThrownBy(() -> JdbcTransaction.run(failing("commit"), JdbcTransactionTest::insert))
                .matches(DatabaseFault::isUnavailable)
                .matches(DatabaseFault::isInDoubt);

        assertThatThrownBy(() -> JdbcTransaction.run(failing("createStatement"), JdbcTransactionTest::insert))
                .matches(DatabaseFault::isUnavailable)
                .matches(before -> !DatabaseFault.isInDoubt(before));
    }

    /** As PostgreSQL does for a conflict that it finds only then. */
    @Test
    void aCommitThatIsRefusedIsNotInDoubt() {
        String serializationFailure = "40001";

        assertThatThrownBy(() -> JdbcTransaction.run(refusing(serializationFailure), JdbcTransactionTest::insert))
                .matches(DatabaseFault::isDeadlock)
                .matches(refused -> !DatabaseFault.isInDoubt(refused));
    }

    @Test
    void aTransactionOfSomebodyElseIsLeftAlone() throws SQLException {
        connection.setAutoCommit(false);
        insert(connection);

        assertThatThrownBy(() -> JdbcTransaction.run(connection, JdbcTransactionTest::insert))
                .isInstanceOf(IllegalStateException.class);

        assertThat(rows()).isZero();
        connection.commit();
        assertThat(rows()).isOne();
    }

    /** Connections of which these methods fail. */
    private DataSource failing(String... methods) {
        return proxy(DataSource.class, database, Set.of(methods), null);
    }

    /** Connections of which the commit fails with this state. */
    private DataSource refusing(String state) {
        return proxy(DataSource.class, database, Set.of("commit"), state);
    }

    private static <T> T proxy(Class<T> type, Object real, Set<String> failing, String state) {
        return type.cast(Proxy.newProxyInstance(
                JdbcTransactionTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (failing.contains(method.getName())) {
                        throw new SQLException(method.getName(), state);
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof Connection ? proxy(Connection.class, result, failing, state) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
