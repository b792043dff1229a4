package io.latchkey.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Midnight;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.TestKey;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a key did, as the management tells it. */
@OnEachDatabase
class KeyActivityIT {

    private final LatchkeyServer server;

    KeyActivityIT(LatchkeyServer server) {
        // What a key did is told day by day.
        Midnight.stayClear();
        this.server = server;
    }

    private JsonNode activity(TestKey key) {
        return server.admin().get(key.path() + "/activity").json();
    }

    @Test
    void tellsEachRequestWithItsAnswer() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.with(key).with("User-Agent", "Shop/1.0").get("/api/v1/account/info?email=anna@example.com");
        server.with(key).with("User-Agent", "Shop/1.0").get("/api/v1/contacts");
        server.with(key).with("User-Agent", "Scanner").get("/api/v1/version");
        server.admin().patch(key.path(), "{\"status\":\"DISABLED\"}");
        server.with(key).with("User-Agent", "Shop/1.0").get("/api/v1/version");

        JsonNode told = activity(key);

        assertThat(told.get("keyNumber").longValue()).isEqualTo(key.number());
        assertThat(told.get("days").get(0).get("successful").longValue()).isEqualTo(2);
        assertThat(told.get("days").get(0).get("refused").longValue()).isEqualTo(2);
        assertThat(told.get("uses").valueStream().map(use -> use.get("status").intValue()))
                .containsExactly(401, 200, 403, 200);
        assertThat(told.get("uses").valueStream().map(use -> use.get("newAgent").booleanValue()))
                .containsExactly(false, true, false, true);
        assertThat(told.get("uses").valueStream().map(use -> use.get("newAddress")
                        .booleanValue()))
                .containsExactly(false, false, false, true);
        JsonNode first = told.get("uses").get(3);
        assertThat(first.get("path").stringValue()).isEqualTo("/api/v1/account/info");
        assertThat(first.get("method").stringValue()).isEqualTo("GET");
        assertThat(first.get("agent").stringValue()).isEqualTo("Shop/1.0");
        assertThat(first.get("address").stringValue()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @Test
    void aKeyRefusedForItsAddressIsAnAttemptWorthSeeing() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.admin().patch(key.path(), "{\"allowedAddresses\":[\"192.0.2.0/24\"]}");
        assertThat(server.with(key).get("/api/v1/version").status()).isEqualTo(403);

        JsonNode told = activity(key);

        assertThat(told.get("days").get(0).get("refused").longValue()).isEqualTo(1);
        assertThat(told.get("uses").get(0).get("status").intValue()).isEqualTo(403);
    }

    @Test
    void aKeyInTheWrongPlaceIsNotKept() {
        TestKey key = server.makeKey(AccessRight.FULL);
        server.with(key).with("User-Agent", "shop " + key.key()).get("/api/v1/contact/" + key.key());
        server.with(key).get("/api/v1/contact/" + key.key().replace("_", "%5f"));

        JsonNode told = activity(key);

        assertThat(told.get("uses").size()).isEqualTo(2);
        assertThat(told.toString()).doesNotContain(key.key().substring(3));
        assertThat(told.get("uses").get(1).get("path").stringValue()).isEqualTo("/api/v1/contact/lk_…");
        assertThat(told.get("uses").get(1).get("agent").stringValue()).isEqualTo("shop lk_…");
    }

    @Test
    void isOfTheOrganisationAndForThoseWhoManageKeysAlone() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String path = key.path() + "/activity";

        assertThat(activity(key).get("uses").size()).isZero();
        assertThat(server.ownerOfOther().get(path).status()).isEqualTo(404);
        assertThat(server.addUser("activity-viewer-" + key.number(), "VIEWER")
                        .get(path)
                        .status())
                .isEqualTo(403);
        assertThat(server.admin().get("/manage/v1/keys/999999/activity").status())
                .isEqualTo(404);
    }
}
