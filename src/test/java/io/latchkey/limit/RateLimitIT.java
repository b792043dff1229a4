package io.latchkey.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.TestKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On one database: no limit asks it anything. */
class RateLimitIT {

    @Test
    void requestsOverTheLimitAreRefusedAndTheOthersSayWhatIsLeft() {
        try (LatchkeyServer server = LatchkeyServer.start(
                DatabaseKind.H2, Map.of("LATCHKEY_LIMIT_KEY", "3/PT1H", "LATCHKEY_LIMIT_ORGANISATION", "100/PT1H"))) {
            TestKey key = server.makeKey(AccessRight.EVENTS);
            Answer first = server.with(key).get("/api/v1/account/info");
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.header("RateLimit-Policy")).hasValue("\"key\";q=3;w=3600, \"organisation\";q=100;w=3600");
            assertThat(first.header("RateLimit").orElseThrow()).startsWith("\"key\";r=2;t=");
            // What is not found, or not allowed, counts as well.
            assertThat(server.with(key).get("/api/v1/nothing").status()).isEqualTo(404);
            assertThat(server.with(key).get("/api/v1/contacts").status()).isEqualTo(403);

            Answer refused = server.with(key).get("/api/v1/account/info");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:too-many-requests");
            assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                    .isBetween(1100, 1200);
            assertThat(refused.header("RateLimit").orElseThrow()).startsWith("\"key\";r=0;t=");
            assertThat(server.with(server.makeKey(AccessRight.EVENTS))
                            .get("/api/v1/account/info")
                            .status())
                    .isEqualTo(200);
            assertThat(server.admin().get("/manage/v1/keys").header("RateLimit"))
                    .isEmpty();
        }
    }
}
