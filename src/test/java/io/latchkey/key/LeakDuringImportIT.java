package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.HeldLocks;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A deleted key leaks while it is imported again. Another transaction holds the import up until the report has come. Only
 * on PostgreSQL, because the server's H2 gives up waiting for a lock too soon for a slow machine.
 */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class LeakDuringImportIT {

    private final LatchkeyServer server;
    private final long organisation;
    private final String key = "sk_test:" + UUID.randomUUID();

    LeakDuringImportIT(LatchkeyServer server) {
        this.server = server;
        this.organisation = server.organisation();
        Answer first = importKey();
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(server.admin().delete(path(first)).status()).isEqualTo(204);
    }

    private Answer importKey() {
        String line = "{\"description\":\"moved\",\"accessRight\":\"EVENTS\",\"key\":\"" + key + "\"}\n";
        return server.admin()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/manage/v1/keys/import", BodyPublishers.ofString(line));
    }

    private static String path(Answer imported) {
        return "/manage/v1/keys/" + imported.json().get("firstNumber").asLong();
    }

    private String report() {
        Answer reported = server.admin().post("/manage/v1/leaks", "{\"token\":\"" + key + "\"}");
        assertThat(reported.status()).as(reported.body()).isEqualTo(200);
        return reported.json().at("/results/0/outcome").stringValue();
    }

    /** Locks what the statement writes without a change. */
    private Connection lock(String update) throws SQLException {
        Connection connection = server.database().dataSource().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(update);
        }
        return connection;
    }

    private HeldLocks held(Connection connection) throws SQLException {
        return new HeldLocks(connection, server.database().dataSource());
    }

    @Test
    void whatLeaksBetweenTheCheckAndTheImportIsNotImported() throws SQLException {
        CompletableFuture<Answer> importing;
        try (Connection other =
                lock("UPDATE organisation SET last_key_number = last_key_number WHERE id = " + organisation)) {
            importing = CompletableFuture.supplyAsync(this::importKey);
            held(other).awaitWaiting(1);
            assertThat(report()).isEqualTo("UNKNOWN");
            other.rollback();
        }

        Answer refused = importing.join();
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(importKey().status()).isEqualTo(400);
    }

    @Test
    void whatLeaksWhileItIsBeingImportedIsDisabledAfterwards() throws SQLException {
        CompletableFuture<Answer> importing;
        CompletableFuture<String> reporting;
        try (Connection other = lock("UPDATE audit_chain SET head = head WHERE organisation_id = " + organisation)) {
            HeldLocks held = held(other);
            importing = CompletableFuture.supplyAsync(this::importKey);
            held.awaitWaiting(1);
            reporting = CompletableFuture.supplyAsync(this::report);
            held.awaitWaiting(2);
            other.rollback();
        }

        Answer imported = importing.join();
        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        assertThat(reporting.join()).isEqualTo("DISABLED");
        assertThat(server.admin().get(path(imported)).json().get("status").stringValue())
                .isEqualTo("DISABLED");
    }
}
