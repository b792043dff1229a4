package io.latchkey.masterkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.TestKey;
import io.latchkey.testing.TestSecrets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The master key's life, as an operator has it: another version, everything sealed anew, the old version gone. */
class MasterKeyIT {

    private static final String ROTATION = "/manage/v1/master-key/rotation";
    private static final String MASTER_KEY = "LATCHKEY_SECRET_MASTER_KEY";
    private static final String MASTER_KEYS = "LATCHKEY_SECRET_MASTER_KEYS";

    private static String secret(int number) {
        return Base64.getEncoder().encodeToString(TestSecrets.key(number));
    }

    private static void restart(LatchkeyServer server, Map<String, Optional<String>> settings) {
        server.stopAndConfigure(settings);
        server.launch();
        server.awaitReady();
    }

    @Test
    void aMasterKeyIsReplacedWhileServing() throws Exception {
        Map<String, String> secrets = Map.of("LATCHKEY_SECRET_DIGEST_KEY", secret(9), MASTER_KEY, secret(1));
        try (LatchkeyServer server = LatchkeyServer.start(DatabaseKind.POSTGRESQL, secrets)) {
            Caller admin = server.admin();
            List<TestKey> keys = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                keys.add(server.makeKey(AccessRight.EVENTS));
            }
            assertThat(admin.put("/manage/v1/webhook", "{\"url\":\"https://192.0.2.1/hook\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(admin.post(ROTATION, "").json().get("left").longValue()).isZero();
            assertThat(admin.get("/manage/v1/audit?action=MASTER_KEY_ROTATED")
                            .json()
                            .get("entries"))
                    .isEmpty();

            restart(
                    server,
                    Map.of(
                            MASTER_KEY,
                            Optional.empty(),
                            MASTER_KEYS,
                            Optional.of("2:" + secret(2) + ",1:" + secret(1))));
            assertThat(admin.get(ROTATION).body())
                    .contains("{\"version\":2,\"current\":true,\"present\":true,\"keys\":0,\"more\":false}")
                    .contains("{\"version\":1,\"current\":false,\"present\":true,\"keys\":6,\"more\":false}")
                    .doesNotContain(secret(1));
            keys.add(server.makeKey(AccessRight.EVENTS));
            assertOpen(server, keys);
            rotateAtOnce(server, keys);
            assertThat(admin.post(ROTATION, "").body()).isEqualTo("{\"current\":2,\"done\":0,\"left\":0}");
            assertOpen(server, keys);
            assertThat(admin.get("/manage/v1/audit?action=MASTER_KEY_ROTATED").body())
                    .contains("\"after\":{\"version\":2,\"left\":6}")
                    .doesNotContain(secret(2));
            assertRefusals(server);

            assertThat(server.database().value("SELECT MIN(master_key_version) FROM organisation_webhook"))
                    .isEqualTo("2");

            assertThat(server.database().value("SELECT COUNT(*) FROM api_key_secret WHERE master_key_version <> 2"))
                    .isEqualTo("0");

            restartWithoutTheOldOneAndWithoutCopies(server, keys);
        }
    }

    /** While keys are made, rotated and copied. */
    private static void rotateAtOnce(LatchkeyServer server, List<TestKey> keys) throws Exception {
        Callable<Answer> rotation = () -> server.admin().post(ROTATION, "");
        Callable<Answer> copy = () -> server.admin().get(keys.get(0).path() + "/secret");
        Callable<Answer> creation =
                () -> server.admin().post("/manage/v1/keys", "{\"description\":\"a\",\"accessRight\":\"FULL\"}");
        Callable<Answer> keyRotation = () -> server.admin().post(keys.get(1).path() + "/rotation", "{}");
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            List<Future<Answer>> answers =
                    threads.invokeAll(List.of(rotation, copy, keyRotation, rotation, creation, copy));
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).as(answer.get().body()).isIn(200, 201);
            }
            Answer rotated = answers.get(2).get();
            keys.set(
                    1,
                    new TestKey(keys.get(1).number(), rotated.json().get("key").stringValue()));
            Answer created = answers.get(4).get();
            keys.add(new TestKey(
                    created.json().get("number").longValue(),
                    created.json().get("key").stringValue()));
        } finally {
            threads.shutdown();
        }
    }

    private static void assertOpen(LatchkeyServer server, List<TestKey> keys) {
        for (TestKey key : keys) {
            assertThat(server.admin()
                            .get(key.path() + "/secret")
                            .json()
                            .path("key")
                            .stringValue(""))
                    .isEqualTo(key.key());
        }
    }

    private static void assertRefusals(LatchkeyServer server) {
        assertThat(server.addUser("master-manager", "MANAGER")
                        .post(ROTATION, "")
                        .status())
                .isEqualTo(403);
        Answer other = server.ownerOfOther().post(ROTATION, "");
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.body()).contains("first organisation");
        assertThat(server.ownerOfOther().get(ROTATION).status()).isEqualTo(403);
        assertThat(server.anonymous().post(ROTATION, "").status()).isEqualTo(401);
    }

    /** From then on nothing of a key is kept, of those made before neither. */
    private static void restartWithoutTheOldOneAndWithoutCopies(LatchkeyServer server, List<TestKey> keys) {
        restart(server, Map.of(MASTER_KEYS, Optional.of("2:" + secret(2)), "LATCHKEY_KEYS_COPY", Optional.of("never")));

        assertThat(server.log()).contains("Erased stored copies of");
        Answer log = server.admin().get("/manage/v1/audit?action=KEPT_KEYS_ERASED");
        assertThat(log.json().get("entries")).hasSize(1);
        assertThat(log.body()).contains("\"actor\":\"latchkey\"", "\"subject\":\"latchkey.keys.copy\"", "secrets");
        keys.add(server.makeKey(AccessRight.EVENTS));
        for (TestKey key : keys) {
            Answer copy = server.admin().get(key.path() + "/secret");
            assertThat(copy.status()).isEqualTo(409);
            assertThat(copy.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:key-not-kept");
            assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(200);
        }
        Answer rotated = server.admin().post(keys.get(0).path() + "/rotation", "{}");
        assertThat(rotated.json().get("key").stringValue()).startsWith("lk_");
        assertThat(server.admin().get("/manage/v1/keys/999999/secret").status()).isEqualTo(404);
        assertThat(server.database().value("SELECT COUNT(*) FROM api_key_secret WHERE sealed_key IS NOT NULL"))
                .isEqualTo("0");
    }
}
