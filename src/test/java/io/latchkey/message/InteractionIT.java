package io.latchkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.Pause;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Reports on messages that were never sent: nothing can have become of them. */
@OnEachDatabase
class InteractionIT {

    private final LatchkeyServer server;
    private final Caller key;
    private final String address = "i" + UUID.randomUUID() + "@example.com";

    InteractionIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.FULL));
    }

    @Test
    void whatWasKeptIsNotReported() {
        String requestId = send();
        awaitStatus(requestId, "KEPT");

        assertRefused(requestId);
        assertThat(state(requestId)).isEqualTo("KEPT 0");
    }

    @Test
    void whatTheRecipientHasUnsubscribedFromIsNotReported() {
        key.post("/api/v1/emails/unsubscribed/add", "{\"emails\":[\"" + address + "\"]}");
        String requestId = send();
        awaitStatus(requestId, "UNSUBSCRIBED");

        assertRefused(requestId);
        // That it was not sent, for this reason, is an outcome.
        assertThat(state(requestId)).isEqualTo("UNSUBSCRIBED 1");
    }

    @Test
    void whatWaitsForItsFirstAttemptIsNotReported() {
        String requestId = send();
        awaitStatus(requestId, "KEPT");
        server.database()
                .execute(
                        "UPDATE message SET status = 'QUEUED', attempts = 0,"
                                + " due_at = TIMESTAMP WITH TIME ZONE '2999-01-01 00:00:00Z' WHERE request_id = ?",
                        requestId);

        assertRefused(requestId);
        assertThat(state(requestId)).isEqualTo("QUEUED 0");

        server.database().execute("UPDATE message SET attempts = 1 WHERE request_id = ?", requestId);
        assertThat(report(requestId, "OPENED").status()).isEqualTo(200);
        assertThat(state(requestId)).isEqualTo("READ 1");
    }

    private void assertRefused(String requestId) {
        for (InteractionStatus status : InteractionStatus.values()) {
            Answer refused = report(requestId, status.name());

            assertThat(refused.status()).as(refused.body()).isEqualTo(409);
            assertThat(refused.header("Content-Type")).hasValue("application/problem+json");
        }
    }

    private Answer report(String requestId, String status) {
        return key.put("/api/v1/interactions/" + requestId + "/status", "{\"status\":\"" + status + "\"}");
    }

    private String send() {
        return key.post(
                        "/api/v1/message/email",
                        "{\"from\":\"shop@example.com\",\"subject\":\"s\",\"htmlText\":\"x\",\"emails\":[\"" + address
                                + "\"]}")
                .json()
                .at("/results/0/requestId")
                .stringValue();
    }

    private void awaitStatus(String requestId, String status) {
        Pause.until(status, Duration.ofSeconds(30), () -> state(requestId).startsWith(status));
    }

    /** The status, and the number of outcomes. */
    private String state(String requestId) {
        return server.database()
                .value(
                        "SELECT m.status || ' ' || (SELECT COUNT(*) FROM message_activity a WHERE a.message_id = m.id)"
                                + " FROM message m WHERE m.request_id = ?",
                        requestId);
    }
}
