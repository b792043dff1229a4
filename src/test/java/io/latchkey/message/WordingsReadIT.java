package io.latchkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How many wordings of a template a request to send reads, by the database's own statistics. */
@OnOneDatabase
class WordingsReadIT {

    private static final String WORDING =
            "{\"name\":\"n\",\"from\":\"shop@example.com\",\"subject\":\"%s\",\"htmlText\":\"<b>%s</b>\"}";

    private final LatchkeyServer server;
    private final Caller key;

    WordingsReadIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.with(server.makeKey(AccessRight.MESSAGES));
    }

    @Test
    void onlyTheWordingsOfTheRecipientsAreRead() {
        long template = key.post("/api/v1/messages/email", WORDING.formatted("base", "base"))
                .json()
                .get("id")
                .longValue();
        for (String language : List.of("uk", "de", "fr", "pt-BR")) {
            key.put("/api/v1/messages/email/" + template + "/" + language, WORDING.formatted(language, language));
        }

        server.database().execute("SET QUERY_STATISTICS TRUE");
        String read;
        try {
            Answer sent = key.post(
                    "/api/v1/message/" + template + "/smartsend",
                    "{\"recipients\":[{\"locator\":\"%s@example.com\",\"languageCode\":\"PT_br\"}]}"
                            .formatted(UUID.randomUUID()));
            assertThat(sent.status()).as(sent.body()).isEqualTo(200);
            read = server.database()
                    .value("SELECT SUM(cumulative_row_count) FROM information_schema.query_statistics"
                            + " WHERE LOWER(sql_statement) LIKE '%html_text%from message_wording%'");
        } finally {
            server.database().execute("SET QUERY_STATISTICS FALSE");
        }

        // The base wording and the one in the language.
        assertThat(read).isEqualTo("2");
    }
}
