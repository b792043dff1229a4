package io.latchkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many messages can be asked about at once, by the server's own limits too. */
@OnOneDatabase
class StatusIT {

    private final LatchkeyServer server;
    private final TestKey key;

    StatusIT(LatchkeyServer server) {
        this.server = server;
        this.key = server.makeKey(AccessRight.MESSAGES);
    }

    /** With the longest commas, and almost the longest credentials that the product reads. */
    @Test
    void aThousandMessagesAreAskedAboutAtOnce() {
        Caller caller = server.anonymous().as("u".repeat(2_900), key.key());
        Answer sent = caller.post(
                "/api/v1/message/email",
                "{\"from\":\"shop@example.com\",\"subject\":\"s\",\"htmlText\":\"x\",\"emails\":[\"" + UUID.randomUUID()
                        + "@example.com\"]}");
        String requestId = sent.json().at("/results/0/requestId").stringValue();
        String unknown =
                Stream.generate(UUID::randomUUID).limit(999).map(UUID::toString).collect(Collectors.joining("%2C"));

        for (String path : new String[] {"status", "email/status", "sms/status"}) {
            Answer status = caller.get("/api/v1/message/" + path + "?ids=" + unknown + "%2C" + requestId);

            assertThat(status.status()).as(status.body()).isEqualTo(200);
            assertThat(status.json().at("/results/requestId").stringValue()).isEqualTo(requestId);
        }
    }
}
