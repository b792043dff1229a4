package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.HeldLocks;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.TestKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A key is changed while somebody else's change of it is under way: another connection stands for that one. */
@OnEachDatabase
class OverlappingChangesIT {

    private static final String EDIT = "UPDATE api_key SET description = 'edited', version = version + 1 WHERE id = ?";
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
            edit.setLong(1, server.keyId(key));
            edit.executeUpdate();
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(request);
            new HeldLocks(other, server.database().dataSource()).awaitWaiting(1);
            other.commit();
            return answer.join();
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
