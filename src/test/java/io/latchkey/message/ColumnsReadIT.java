package io.latchkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the lists of messages read of each, by the database's own statistics. */
@OnOneDatabase
class ColumnsReadIT {

    private final LatchkeyServer server;
    private final Caller key;

    ColumnsReadIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.FULL));
    }

    @Test
    void whatIsNotAnsweredIsNotRead() {
        String ann = UUID.randomUUID() + "@example.com";
        String requestId = key.post("/api/v1/message/email", """
                        {"from":"shop@example.com","subject":"to %%EMAIL%%","htmlText":"<b>x</b>","plainText":"x","emails":["%s"]}""".formatted(ann))
                .json()
                .get("results")
                .get(0)
                .get("requestId")
                .stringValue();

        server.database().execute("SET QUERY_STATISTICS TRUE");
        try {
            Answer history = key.get("/api/v2/contacts/messages?dateFrom=2020-01-01&dateTo=2999-12-31&email=" + ann);
            Answer status = key.get("/api/v1/message/status?ids=" + requestId);

            assertThat(history.json().get(0).get("subject").stringValue()).isEqualTo("to " + ann);
            assertThat(history.json().get(0).has("text")).isFalse();
            assertThat(status.json().get("results").get("requestId").stringValue())
                    .isEqualTo(requestId);
            assertThat(statements("%recipient%from%message_content%", "html_text"))
                    .isZero();
            assertThat(statements("%recipient%from%message_content%", "params")).isEqualTo(1);
            assertThat(statements("%from%message%request_id in%", "params")).isZero();
            assertThat(statements("%from%message%request_id in%", "status")).isEqualTo(1);
        } finally {
            server.database().execute("SET QUERY_STATISTICS FALSE");
        }
    }

    private int statements(String form, String column) {
        return Integer.parseInt(server.database()
                .value(
                        "SELECT COUNT(*) FROM information_schema.query_statistics"
                                + " WHERE LOWER(sql_statement) LIKE ? AND LOWER(sql_statement) LIKE ?",
                        form,
                        "%" + column + "%"));
    }
}
