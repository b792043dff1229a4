package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.Deadlock;
import io.latchkey.testing.HeldLocks;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A key is deleted while a node writes down what it did, in an order in which the two wait for each other. */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class DeletingInUseIT {

    private final LatchkeyServer server;

    DeletingInUseIT(LatchkeyServer server) {
        this.server = server;
    }

    @Test
    void theKeyIsGoneAtOnceAndNobodyHasToTryAgain() throws SQLException {
        TestKey key = Deadlock.provoke(this::deletedDuringAUse);

        assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(401);
    }

    private TestKey deletedDuringAUse() throws SQLException {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        long id = server.keyId(key);
        server.database()
                .execute(
                        "INSERT INTO api_key_day (key_id, organisation_id, used_on, successful, refused)"
                                + " SELECT id, organisation_id, CURRENT_DATE, 1, 0 FROM api_key WHERE id = ?",
                        id);

        CompletableFuture<Answer> deleting;
        try (Connection node = server.database().dataSource().getConnection()) {
            node.setAutoCommit(false);
            update(node, "UPDATE api_key_day SET successful = successful + 1 WHERE key_id = ?", id);
            deleting = CompletableFuture.supplyAsync(() -> server.admin().delete(key.path()));
            new HeldLocks(node, server.database().dataSource()).awaitWaiting(1);
            // It waits for the deletion, which waits for this: the database ends one of them, and it has waited longer.
            update(
                    node,
                    "INSERT INTO api_key_use (key_id, organisation_id, used_at, method, path, address, agent, status,"
                            + " new_address, new_agent) SELECT id, organisation_id, CURRENT_TIMESTAMP, 'GET', '/',"
                            + " '192.0.2.1', 'agent', 200, FALSE, FALSE FROM api_key WHERE id = ?",
                    id);
            node.commit();
        }

        assertThat(deleting.join().status()).isEqualTo(204);
        return key;
    }

    private static void update(Connection node, String sql, long id) throws SQLException {
        try (PreparedStatement statement = node.prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }
}
