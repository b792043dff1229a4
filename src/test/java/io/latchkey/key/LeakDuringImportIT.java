package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.Pause;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A deleted key leaks while it is imported again. Another connection stands in the import's way; if the import does not
 * get there in time, a test proves less, and does not fail. On PostgreSQL, since H2 waits for a lock not much longer.
 */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class LeakDuringImportIT {

    private static final String ORGANISATION = "(SELECT organisation_id FROM account_user WHERE name = 'admin')";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

    private final LatchkeyServer server;
    private final String key = "sk_test:" + UUID.randomUUID();

    LeakDuringImportIT(LatchkeyServer server) {
        this.server = server;
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

    @Test
    void whatLeaksBetweenTheCheckAndTheImportIsNotImported() throws SQLException {
        CompletableFuture<Answer> importing;
        try (Connection other =
                lock("UPDATE organisation SET last_key_number = last_key_number WHERE id = " + ORGANISATION)) {
            importing = CompletableFuture.supplyAsync(this::importKey);
            Pause.of(LONG_ENOUGH);
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
        try (Connection other = lock("UPDATE audit_chain SET head = head WHERE organisation_id = " + ORGANISATION)) {
            importing = CompletableFuture.supplyAsync(this::importKey);
            Pause.of(LONG_ENOUGH);
            reporting = CompletableFuture.supplyAsync(this::report);
            Pause.of(LONG_ENOUGH);
            other.rollback();
        }

        Answer imported = importing.join();
        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        assertThat(reporting.join()).isEqualTo("DISABLED");
        assertThat(server.admin().get(path(imported)).json().get("status").stringValue())
                .isEqualTo("DISABLED");
    }
}
