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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Another secret for a key, as those who hold the old and the new one feel it. */
@OnEachDatabase
class RotationIT {

    private final LatchkeyServer server;
    private final Caller admin;

    RotationIT(LatchkeyServer server) {
        this.server = server;
        this.admin = server.admin();
    }

    private TestKey rotate(TestKey key, String body) {
        Answer rotated = admin.post(key.path() + "/rotation", body);
        assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
        return new TestKey(key.number(), rotated.json().get("key").stringValue());
    }

    private int statusOfUse(TestKey key) {
        return server.with(key).get("/api/v1/account/info").status();
    }

    @Test
    void theNewSecretOpensFromNowOnAndTheOldOneUntilTheOverlapEnds() {
        TestKey old = server.makeKey(AccessRight.EVENTS);

        TestKey rotated = rotate(old, "{}");

        assertThat(rotated.key()).isNotEqualTo(old.key());
        assertThat(statusOfUse(rotated)).isEqualTo(200);
        assertThat(statusOfUse(old)).isEqualTo(200);
        assertThat(admin.get(old.path() + "/secret").json().get("key").stringValue())
                .isEqualTo(rotated.key());
        JsonNode secrets = admin.get(old.path()).json().get("secrets");
        assertThat(secrets).hasSize(2);
        assertThat(secrets.get(0).get("validUntil").isNull()).isTrue();
        assertThat(Instant.parse(secrets.get(1).get("validUntil").stringValue()))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(24)).minusSeconds(60),
                        Instant.now().plus(Duration.ofHours(24)));

        server.database()
                .execute(
                        "UPDATE api_key_secret SET valid_until = ? WHERE valid_until IS NOT NULL AND key_id = ?",
                        Timestamp.from(Instant.now().minusMillis(1)),
                        server.keyId(old));
        Pause.until("the change of the row to be known", Duration.ofSeconds(30), () -> statusOfUse(old) == 401);
        assertThat(statusOfUse(rotated)).isEqualTo(200);
        assertThat(admin.get(old.path()).json().get("secrets")).hasSize(1);
    }

    @Test
    void anOverlapOfNothingCountsFromTheNextRequest() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        TestKey second = rotate(key, "{\"overlap\":\"PT1H\"}");

        TestKey third = rotate(key, "{\"overlap\":\"PT0S\"}");

        // Every earlier one, or a leaked secret would outlive the rotation that was made for it.
        assertThat(statusOfUse(key)).isEqualTo(401);
        assertThat(statusOfUse(second)).isEqualTo(401);
        assertThat(statusOfUse(third)).isEqualTo(200);
        // Also by the clock of a node that is behind.
        assertThat(server.database()
                        .value(
                                "SELECT COUNT(*) FROM api_key_secret WHERE key_id = ?"
                                        + " AND valid_until > CURRENT_TIMESTAMP - INTERVAL '1' HOUR",
                                server.keyId(key)))
                .isEqualTo("0");
    }

    @Test
    void anOverlapEndsByItself() {
        TestKey old = server.makeKey(AccessRight.EVENTS);
        Instant end = Instant.now().plusSeconds(5);
        TestKey rotated = rotate(old, "{\"overlap\":\"PT5S\"}");
        assertThat(statusOfUse(old)).isEqualTo(200);

        Pause.until("the overlap to end", Duration.ofSeconds(30), () -> statusOfUse(old) == 401);

        assertThat(Instant.now()).isAfterOrEqualTo(end);
        assertThat(statusOfUse(rotated)).isEqualTo(200);
    }

    @Test
    void theListTellsWhichSecretIsStillInUse() {
        TestKey old = server.makeKey(AccessRight.EVENTS);
        rotate(old, "{}");
        assertThat(statusOfUse(old)).isEqualTo(200);

        Pause.until(
                "the use to be written down",
                Duration.ofSeconds(30),
                () -> admin.get(old.path()).json().at("/secrets/1/lastUsedAt").isString());

        JsonNode secrets = admin.get(old.path()).json().get("secrets");
        assertThat(secrets.get(0).get("lastUsedAt").isNull()).isTrue();
    }

    @Test
    void aKeyThatIsOffStaysOff() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        admin.patch(key.path(), "{\"status\":\"DISABLED\"}");

        TestKey rotated = rotate(key, "{}");

        assertThat(statusOfUse(rotated)).isEqualTo(401);
        admin.patch(key.path(), "{\"status\":\"ENABLED\"}");
        assertThat(statusOfUse(rotated)).isEqualTo(200);
        assertThat(admin.delete(key.path()).status()).isEqualTo(204);
        assertThat(statusOfUse(rotated)).isEqualTo(401);
        assertThat(statusOfUse(key)).isEqualTo(401);
    }

    @Test
    void rotationsAtOnceLeaveOneCurrentSecret() throws Exception {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Integer> statuses;
        try {
            Callable<Integer> rotate =
                    () -> admin.post(key.path() + "/rotation", "{}").status();
            statuses = threads.invokeAll(Collections.nCopies(6, rotate)).stream()
                    .map(status -> {
                        try {
                            return status.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        } finally {
            threads.shutdown();
        }
        assertThat(statuses).containsOnly(200);
        JsonNode secrets = admin.get(key.path()).json().get("secrets");
        assertThat(secrets.valueStream()
                        .filter(secret -> secret.get("validUntil").isNull()))
                .hasSize(1);
        assertThat(admin.get(key.path() + "/secret").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1S", "P91D", "soon", "PT9999999999999H"})
    void badOverlapsAreNamed(String overlap) {
        TestKey key = server.makeKey(AccessRight.EVENTS);

        Answer refused = admin.post(key.path() + "/rotation", "{\"overlap\":\"" + overlap + "\"}");

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly("overlap");
        assertThat(admin.get(key.path()).json().get("secrets")).hasSize(1);
    }

    @Test
    void refusals() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String path = key.path() + "/rotation";

        assertThat(admin.with("If-Match", "\"999\"").post(path, "{}").status()).isEqualTo(412);
        assertThat(admin.post("/manage/v1/keys/999999/rotation", "{}").status()).isEqualTo(404);
        assertThat(server.addUser("rotation-viewer-" + key.number(), "VIEWER")
                        .post(path, "{}")
                        .status())
                .isEqualTo(403);
        for (int i = 0; i < 9; i++) {
            rotate(key, "{}");
        }
        assertThat(admin.post(path, "{}").status()).isEqualTo(409);
        assertThat(admin.post(path, "{\"overlap\":\"PT0S\"}").status()).isEqualTo(200);
        assertThat(admin.get(key.path()).json().get("secrets")).hasSize(1);
        assertThat(admin.post(path, "{}").status())
                .as("those that ended count no more")
                .isEqualTo(200);
    }

    @Test
    void aRotationIsWrittenDownWithoutTheSecret() {
        TestKey key = server.makeKey(AccessRight.EVENTS);

        TestKey rotated = rotate(key, "{}");

        Answer log = admin.get("/manage/v1/audit?action=KEY_ROTATED&key=" + key.number());
        assertThat(log.json().get("entries")).hasSize(1);
        assertThat(log.body()).doesNotContain(rotated.key()).contains("earlierSecretsValidUntil");
    }
}
