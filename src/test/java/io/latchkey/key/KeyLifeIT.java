package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Enabling, disabling, changing, deleting and inactivity, as the holder of a key feels them. */
@OnEachDatabase
class KeyLifeIT {

    private static final String EVENT = "{\"eventTypeKey\":\"order\",\"keyValue\":\"life@example.com\"}";

    private final LatchkeyServer server;
    private final Caller admin;

    KeyLifeIT(LatchkeyServer server) {
        this.server = server;
        this.admin = server.admin();
    }

    private int statusOfUse(TestKey key) {
        return server.with(key).get("/api/v1/account/info").status();
    }

    /** Of a key that was not used: the server may remember another as it was. */
    private void idleFor(TestKey key, Duration idle) {
        server.database()
                .execute(
                        "UPDATE api_key SET idle_since = ?, last_used_at = NULL WHERE id = ?",
                        Timestamp.from(Instant.now().minus(idle)),
                        server.keyId(key));
    }

    /** By the list from the number before it on. */
    private boolean isListed(TestKey key) {
        Answer list = admin.get("/manage/v1/keys?limit=1&after=" + (key.number() - 1));
        assertThat(list.status()).isEqualTo(200);
        return list.json().at("/keys/0/number").longValue(0) == key.number();
    }

    @Test
    void disablingAndEnablingCountFromTheNextRequest() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        for (int i = 0; i < 5; i++) {
            assertThat(statusOfUse(key)).isEqualTo(200);
            Answer disabled = admin.patch(key.path(), "{\"status\":\"DISABLED\"}");
            assertThat(disabled.json().get("status").stringValue()).isEqualTo("DISABLED");
            assertThat(disabled.json().get("disabledBy").stringValue()).isEqualTo("USER");
            assertThat(statusOfUse(key)).isEqualTo(401);
            assertThat(admin.patch(key.path(), "{\"status\":\"ENABLED\"}").status())
                    .isEqualTo(200);
        }
        assertThat(statusOfUse(key)).isEqualTo(200);
    }

    @Test
    void aChangeOfTheRightCountsFromTheNextRequest() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        assertThat(server.with(key).post("/api/v1/event", EVENT).status()).isEqualTo(200);

        admin.patch(key.path(), "{\"accessRight\":\"MESSAGES\"}");
        assertThat(server.with(key).post("/api/v1/event", EVENT).status()).isEqualTo(403);
        assertThat(statusOfUse(key)).isEqualTo(200);

        admin.patch(key.path(), "{\"accessRight\":\"FULL\"}");
        assertThat(server.with(key).post("/api/v1/event", EVENT).status()).isEqualTo(200);
    }

    @Test
    void deletingIsForGood() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        assertThat(statusOfUse(key)).isEqualTo(200);
        assertThat(isListed(key)).isTrue();

        assertThat(admin.delete(key.path()).status()).isEqualTo(204);

        assertThat(statusOfUse(key)).isEqualTo(401);
        assertThat(isListed(key)).isFalse();
        assertThat(admin.get(key.path()).status()).isEqualTo(404);
        assertThat(admin.get(key.path() + "/secret").status()).isEqualTo(404);
        assertThat(admin.patch(key.path(), "{\"status\":\"ENABLED\"}").status()).isEqualTo(404);
        assertThat(admin.delete(key.path()).status()).isEqualTo(404);
        assertThat(server.makeKey(AccessRight.EVENTS).number()).isGreaterThan(key.number());
    }

    @Test
    void aKeyPastItsPeriodIsRefusedBeforeAnySweep() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        idleFor(key, Duration.ofDays(90).minusMinutes(1));
        assertThat(statusOfUse(key)).isEqualTo(200);

        TestKey idle = server.makeKey(AccessRight.EVENTS);
        idleFor(idle, Duration.ofDays(90).plusSeconds(1));

        assertThat(statusOfUse(idle)).isEqualTo(401);
        Answer shown = admin.get(idle.path());
        assertThat(shown.json().get("status").stringValue()).isEqualTo("DISABLED");
        assertThat(shown.json().get("disabledBy").stringValue()).isEqualTo("INACTIVITY");
    }

    /** Its last use may not be written down yet, and would open it again. */
    @Test
    void whoDisablesAKeyThatSeemsIdleDisablesItForGood() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        idleFor(key, Duration.ofDays(90).plusSeconds(1));

        assertThat(admin.patch(key.path(), "{\"status\":\"DISABLED\"}")
                        .json()
                        .get("disabledBy")
                        .stringValue())
                .isEqualTo("USER");
        idleFor(key, Duration.ZERO);

        assertThat(statusOfUse(key)).isEqualTo(401);
        assertThat(admin.get(key.path()).json().get("status").stringValue()).isEqualTo("DISABLED");
    }

    @Test
    void enablingAfterInactivityStartsANewPeriod() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        idleFor(key, Duration.ofDays(400));
        assertThat(statusOfUse(key)).isEqualTo(401);

        Answer enabled = admin.patch(key.path(), "{\"status\":\"ENABLED\"}");

        assertThat(enabled.json().get("status").stringValue()).isEqualTo("ENABLED");
        assertThat(Instant.parse(enabled.json().get("inactiveAt").stringValue()))
                .isAfter(Instant.now().plus(Duration.ofDays(89)));
        assertThat(statusOfUse(key)).isEqualTo(200);
    }

    @Test
    void aChangeOfTheDescriptionDoesNotProlongTheLife() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        idleFor(key, Duration.ofDays(400));

        admin.patch(key.path(), "{\"description\":\"still asleep\"}");

        assertThat(statusOfUse(key)).isEqualTo(401);
    }

    @Test
    void aUseIsWrittenDownWithinTheFlushInterval() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        assertThat(admin.get(key.path()).json().get("lastUsedAt").isNull()).isTrue();
        Instant before = Instant.now();
        assertThat(statusOfUse(key)).isEqualTo(200);

        server.awaitUsesWritten();

        assertThat(Instant.parse(admin.get(key.path()).json().get("lastUsedAt").stringValue()))
                .isBetween(before.minusSeconds(1), before.plusSeconds(5));
    }

    /** It may have been written within the seconds that pass here, or not yet. */
    @Test
    void aUseCountsBeforeItIsWrittenDown() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        idleFor(key, Duration.ofDays(90).minusSeconds(3));
        Instant deadline = Instant.now().plusSeconds(3);
        assertThat(statusOfUse(key)).isEqualTo(200);
        // Who asks while it is being written down may see neither what is in memory nor what is in the database.
        Pause.until(
                "the use to be seen",
                Duration.ofSeconds(5),
                () -> admin.get(key.path()).json().get("lastUsedAt").isString());

        Pause.until("the deadline to pass", Duration.ofSeconds(30), () -> Instant.now()
                .isAfter(deadline));

        JsonNode shown = admin.get(key.path()).json();
        assertThat(statusOfUse(key)).isEqualTo(200);
        assertThat(shown.get("status").stringValue()).isEqualTo("ENABLED");
        assertThat(shown.get("disabledBy").isNull()).isTrue();
        assertThat(Instant.parse(shown.get("inactiveAt").stringValue())).isAfter(deadline.plus(Duration.ofDays(89)));
    }

    @Test
    void aRefusedUseIsNotAUse() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        admin.patch(key.path(), "{\"status\":\"DISABLED\"}");
        assertThat(statusOfUse(key)).isEqualTo(401);

        server.awaitUsesWritten();

        assertThat(admin.get(key.path()).json().get("lastUsedAt").isNull()).isTrue();
    }
}
