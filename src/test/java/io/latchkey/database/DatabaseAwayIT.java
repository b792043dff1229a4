package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.TestKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What callers get while PostgreSQL is stopped, and after it is back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseAwayIT {

    private LatchkeyServer server;

    @BeforeAll
    void start() {
        server = LatchkeyServer.start(DatabaseKind.POSTGRESQL);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void isNeitherARefusalNorAYes() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(200);

        String session = server.signIn("admin", LatchkeyServer.ADMIN_PASSWORD);
        assertThat(page(session).status()).isEqualTo(200);

        server.database().stop();
        Answer page = page(session);
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("Retry-After")).isPresent();
        assertThat(page.body()).contains("That did not work");
        assertUnavailable(server.with(key).get("/api/v1/account/info"));
        assertUnavailable(server.anonymous().as("x", "unknown").get("/api/v1/account/info"));
        assertUnavailable(server.with(key).post("/api/v1/event", "{\"eventTypeKey\":\"order\",\"keyValue\":\"x\"}"));
        assertUnavailable(server.admin().get("/manage/v1/keys"));
        assertUnavailable(server.admin().post("/manage/v1/keys", "{\"description\":\"x\",\"accessRight\":\"FULL\"}"));

        server.database().startAgain();
        // The session has outlived it.
        assertThat(page(session).status()).isEqualTo(200);
        assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(200);
        assertThat(server.anonymous()
                        .as("x", "unknown")
                        .get("/api/v1/account/info")
                        .status())
                .isEqualTo(401);
        assertThat(server.admin().get("/manage/v1/keys").json().get("keys").size())
                .isEqualTo(1);
    }

    private Answer page(String session) {
        return server.anonymous()
                .with("Cookie", session)
                .with("Accept", "text/html")
                .get("/settings/api");
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:unavailable");
    }
}
