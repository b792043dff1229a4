package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Two servers, of which one was promoted while the other was thought to be gone; each is an H2 with the name of its own. */
class NewestPrimaryTest {

    private static final Timeline FIRST = new Timeline("7713678546016729930", 1);
    private static final Timeline PROMOTED = new Timeline("7713678546016729930", 2);
    private static final Timeline RESTORED = new Timeline("7000000000000000000", 1);

    private final Map<String, Timeline> timelines = new HashMap<>(Map.of("old", FIRST));
    private final NewestPrimary primary =
            new NewestPrimary(List.of(() -> connect("old", "new"), () -> connect("new", "old")), this::ask);

    /** Connects to the first one that accepts writes. */
    private Connection connect(String... names) throws SQLException {
        for (String name : names) {
            if (timelines.containsKey(name)) {
                return DriverManager.getConnection("jdbc:h2:mem:" + name);
            }
        }
        throw new SQLException("none");
    }

    private Optional<Timeline> ask(Connection connection) throws SQLException {
        return Optional.ofNullable(timelines.get(server(connection)));
    }

    private static String server(Connection connection) throws SQLException {
        String url = connection.getMetaData().getURL();
        return url.substring(url.lastIndexOf(':') + 1);
    }

    private String opened() throws SQLException {
        try (Connection connection = primary.open()) {
            return server(connection);
        }
    }

    private void failOver() {
        timelines.remove("old");
        timelines.put("new", PROMOTED);
    }

    @Test
    void anOldPrimaryThatComesBackIsNotUsed() throws SQLException {
        assertThat(opened()).isEqualTo("old");
        failOver();
        assertThat(opened()).isEqualTo("new");
        timelines.put("old", FIRST);

        assertThat(opened()).isEqualTo("new");
    }

    @Test
    void aNodeThatStartsWhileAnOldOneIsThereFindsTheNewest() throws SQLException {
        timelines.put("new", PROMOTED);

        assertThat(opened()).isEqualTo("new");
    }

    @Test
    void noneIsUsedIfOnlyAnOldOneCanBeReached() throws SQLException {
        failOver();
        assertThat(opened()).isEqualTo("new");
        timelines.clear();
        timelines.put("old", FIRST);

        assertThatThrownBy(primary::open).matches(DatabaseFault::isUnavailable);

        timelines.put("old", new Timeline(FIRST.system(), 3));
        assertThat(opened()).as("it was promoted in its turn").isEqualTo("old");
    }

    @Test
    void aConnectionThatIsOpenAtAnOldOneIsReopenedBetweenTransactions() throws SQLException {
        AtomicLong losses = new AtomicLong();
        Connection idle = RenewedConnection.open(primary, losses);
        Connection busy = RenewedConnection.open(primary, losses);
        busy.setAutoCommit(false);
        busy.createStatement().execute("SELECT 1");
        assertThat(server(idle)).isEqualTo("old");
        failOver();
        assertThat(opened()).isEqualTo("new");
        timelines.put("old", FIRST);

        assertThat(server(idle)).isEqualTo("new");
        assertThat(server(busy)).as("in a transaction").isEqualTo("old");
        busy.rollback();
        assertThat(server(busy)).isEqualTo("new");
        busy.close();
        idle.close();
    }

    @Test
    void ofAnotherSystemTheTimelineSaysNothing() throws SQLException {
        failOver();
        assertThat(opened()).isEqualTo("new");
        timelines.put("new", RESTORED);

        assertThat(opened()).isEqualTo("new");
    }

    @Test
    void aServerThatDoesNotTellIsUsed() throws SQLException {
        NewestPrimary unknown = new NewestPrimary(List.of(() -> connect("old")), connection -> Optional.empty());

        try (Connection connection = unknown.open()) {
            assertThat(server(connection)).isEqualTo("old");
        }
        assertThat(unknown.generation()).isZero();
    }

    @Test
    void aDatabaseWithoutTimelinesDoesNotTell() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            assertThat(Timeline.of(connection)).isEmpty();
        }
    }
}
