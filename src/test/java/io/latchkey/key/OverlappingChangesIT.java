package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A key is changed while somebody else's change of it is under way: another connection stands for that one. */
@OnEachDatabase
class OverlappingChangesIT {

    private static final String EDIT =
            "UPDATE api_key SET description = 'edited', version = version + 1 WHERE number = ?"
                    + " AND organisation_id = (SELECT organisation_id FROM account_user WHERE name = 'admin')";
    private static final String DISABLE = "{\"status\":\"DISABLED\"}";

    private final LatchkeyServer server;

    OverlappingChangesIT(LatchkeyServer server) {
        this.server = server;
    }

    private Answer disableDuringAnEdit(TestKey key, Caller caller) throws SQLException {
        return duringAnEdit(key, () -> caller.patch(key.path(), DISABLE));
    }

    private Answer duringAnEdit(TestKey key, Supplier<Answer> request) throws SQLException {
        try (Connection other = server.database().dataSource().getConnection();
                PreparedStatement edit = other.prepareStatement(EDIT)) {
            other.setAutoCommit(false);
            edit.setLong(1, key.number());
            edit.executeUpdate();
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(request);
            Pause.until("the change waits", Duration.ofSeconds(30), this::isSomebodyWaiting);
            other.commit();
            return answer.join();
        }
    }

    /** Asks on a connection of its own: within a transaction, PostgreSQL keeps to what it has told once. */
    private boolean isSomebodyWaiting() {
        try (Connection connection = server.database().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet waiting = statement.executeQuery(
                        connection.getMetaData().getDatabaseProductName().equals("H2")
                                ? "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL"
                                : "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                        + " AND query LIKE '%api_key%'")) {
            return waiting.next() && waiting.getLong(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aKeyIsDisabledThoughSomebodyElseEditsIt() throws SQLException {
        TestKey key = server.makeKey(AccessRight.EVENTS);

        Answer disabled = disableDuringAnEdit(key, server.admin());

        assertThat(disabled.status()).as(disabled.body()).isEqualTo(200);
        assertThat(disabled.json().get("status").stringValue()).isEqualTo("DISABLED");
        assertThat(disabled.json().get("description").stringValue()).isEqualTo("edited");
        assertThat(disabled.json().get("createdBy").stringValue()).isEqualTo("admin");
        assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(401);
    }

    @Test
    void aKeyIsRotatedThoughSomebodyElseEditsIt() throws SQLException {
        TestKey key = server.makeKey(AccessRight.EVENTS);

        Answer rotated =
                duringAnEdit(key, () -> server.admin().post(key.path() + "/rotation", "{\"overlap\":\"PT0S\"}"));

        assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
        assertThat(rotated.json().get("description").stringValue()).isEqualTo("edited");
        assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(401);
    }

    @Test
    void whoeverNamesTheVersionIsToldOfTheEdit() throws SQLException {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String version = server.admin().get(key.path()).header("ETag").orElseThrow();

        Answer refused = disableDuringAnEdit(key, server.admin().with("If-Match", version));

        assertThat(refused.status()).as(refused.body()).isIn(409, 412);
        Answer now = server.admin().get(key.path());
        assertThat(now.json().get("status").stringValue()).isEqualTo("ENABLED");
        assertThat(now.json().get("description").stringValue()).isEqualTo("edited");
    }
}
