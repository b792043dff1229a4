package io.latchkey.keyimport;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.TestKey;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of another system, as the team that moves and its clients feel it. */
@OnEachDatabase
class KeyImportIT {

    private static final String IMPORT = "/manage/v1/keys/import";

    /** As long as a digest: with it, an importer could find out what else the product has digested under the same key. */
    private static final byte[] OTHER_PURPOSE =
            "latchkey address\n1\nemail\na@bc.de".getBytes(StandardCharsets.US_ASCII);

    private final LatchkeyServer server;
    private final Caller admin;

    KeyImportIT(LatchkeyServer server) {
        this.server = server;
        this.admin = server.admin();
    }

    private static String newKey() {
        return "sk_test:" + UUID.randomUUID();
    }

    private static String mistyped(String key) {
        return key.substring(0, 40) + (key.endsWith("x") ? "y" : "x");
    }

    private static byte[] sha256(String key) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String key) {
        return "{\"description\":\"moved\",\"accessRight\":\"EVENTS\",\"key\":\"" + key + "\"}\n";
    }

    private static String hash(String sha256) {
        return "{\"description\":\"a\",\"accessRight\":\"EVENTS\",\"sha256\":\"" + sha256 + "\"}\n";
    }

    private static Answer ndjson(Caller user, String query, String body) {
        return user.with("Content-Type", "application/x-ndjson")
                .send("POST", IMPORT + query, BodyPublishers.ofString(body));
    }

    private Answer csv(String body) {
        return admin.with("Content-Type", "text/csv").send("POST", IMPORT, BodyPublishers.ofString(body));
    }

    private int statusOfUse(String key) {
        return server.with(new TestKey(0, key)).get("/api/v1/account/info").status();
    }

    private long lastNumber() {
        return Long.parseLong(server.database()
                .value("SELECT last_key_number FROM organisation WHERE id = ?", server.organisation()));
    }

    @Test
    void clientsGoOnAsTheyAre() throws Exception {
        String plain = newKey();
        String hexadecimal = newKey();
        String base64 = newKey();
        String off = newKey();
        String team = "team-" + plain.hashCode();

        Answer imported =
                csv("description,accessRight,key,sha256,label.team,externalId,status,allowedAddresses,expiresAt\n"
                        + "Plain,EVENTS," + plain + ",," + team + ",c-1,,,\n"
                        + "Hex,EVENTS,," + HexFormat.of().withUpperCase().formatHex(sha256(hexadecimal)) + "," + team
                        + ",,ENABLED,203.0.113.0/24,\n"
                        + "Base64,MESSAGES,," + Base64.getEncoder().encodeToString(sha256(base64))
                        + ",,,,,2099-01-01T00:00:00Z\n"
                        + "Off,FULL," + off + ",,,,DISABLED,,\n");

        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        long first = imported.json().get("firstNumber").longValue();
        assertThat(imported.body())
                .isEqualTo("{\"dryRun\":false,\"keys\":4,\"firstNumber\":" + first + ",\"lastNumber\":" + (first + 3)
                        + "}");
        assertThat(statusOfUse(plain)).isEqualTo(200);
        assertThat(statusOfUse(hexadecimal)).isEqualTo(403);
        assertThat(statusOfUse(base64)).isEqualTo(200);
        assertThat(statusOfUse(off)).isEqualTo(401);
        assertThat(admin.get("/manage/v1/keys?label=team:" + team).json().get("keys"))
                .hasSize(2);
        assertThat(admin.get("/manage/v1/keys/" + (first + 2)).body()).contains("2099-01-01T00:00:00Z");
        assertThat(admin.get("/manage/v1/keys/" + first + "/secret")
                        .json()
                        .get("key")
                        .stringValue())
                .isEqualTo(plain);
        Answer unknown = admin.get("/manage/v1/keys/" + (first + 1) + "/secret");
        assertThat(unknown.status()).isEqualTo(409);
        assertThat(unknown.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:key-not-kept");
        assertThat(server.makeKey(AccessRight.EVENTS).number()).isEqualTo(first + 4);
        assertThat(admin.patch("/manage/v1/keys/" + (first + 3), "{\"status\":\"ENABLED\"}")
                        .status())
                .isEqualTo(200);
        assertThat(statusOfUse(off)).isEqualTo(200);
        assertWrittenDown(first, plain);
        assertThat(admin.post("/manage/v1/keys/" + (first + 1) + "/rotation", "{\"overlap\":\"PT0S\"}")
                        .status())
                .isEqualTo(200);
        assertThat(statusOfUse(hexadecimal)).isEqualTo(401);
        assertThat(admin.delete("/manage/v1/keys/" + first).status()).isEqualTo(204);
        assertThat(statusOfUse(plain)).isEqualTo(401);
    }

    @Test
    void aDeletedOrRotatedKeyIsOnlyForItsOrganisation() throws Exception {
        String deleted = newKey();
        String rotated = newKey();
        long first = ndjson(admin, "", line(deleted) + line(rotated))
                .json()
                .get("firstNumber")
                .longValue();
        for (int i = 0; i < 2; i++) {
            admin.post("/manage/v1/keys/" + (first + 1) + "/rotation", "{\"overlap\":\"PT0S\"}");
        }
        Caller other = server.ownerOfOther();
        for (String key : List.of(deleted, rotated)) {
            assertThat(ndjson(other, "", line(key)).body()).contains("is not importable");
        }

        assertThat(admin.delete("/manage/v1/keys/" + first).status()).isEqualTo(204);

        for (String key : List.of(deleted, rotated)) {
            assertThat(ndjson(other, "", line(key)).body()).contains("is not importable");
            assertThat(statusOfUse(key)).isEqualTo(401);
            assertThat(ndjson(admin, "", line(key)).status()).isEqualTo(200);
            assertThat(statusOfUse(key)).isEqualTo(200);
        }
        String hash = HexFormat.of().formatHex(sha256(deleted));
        assertThat(ndjson(other, "", hash(hash)).body()).contains("is not importable");
    }

    @Test
    void aLeakedKeyIsForNobody() throws Exception {
        String leaked = newKey();
        String deletedBefore = newKey();
        long first = ndjson(admin, "", line(leaked) + line(deletedBefore))
                .json()
                .get("firstNumber")
                .longValue();
        admin.delete("/manage/v1/keys/" + (first + 1));
        for (String key : List.of(leaked, deletedBefore)) {
            assertThat(admin.post("/manage/v1/leaks", "{\"token\":\"" + key + "\"}")
                            .status())
                    .isEqualTo(200);
        }
        admin.delete("/manage/v1/keys/" + first);

        for (String key : List.of(leaked, deletedBefore)) {
            assertThat(ndjson(admin, "", line(key)).body()).contains("is not importable");
            assertThat(statusOfUse(key)).isEqualTo(401);
        }
    }

    private void assertWrittenDown(long number, String key) {
        Answer log = admin.get("/manage/v1/audit?action=KEY_IMPORTED&key=" + number);
        assertThat(log.json().get("entries")).hasSize(1);
        assertThat(log.body()).contains("\"description\":\"Plain\"").doesNotContain(key);
    }

    @Test
    void everyBadLineIsNamedAndNothingIsStored() throws Exception {
        TestKey own = server.makeKey(AccessRight.EVENTS);
        TestKey others = server.makeKey(server.ownerOfOther(), AccessRight.EVENTS);
        String good = newKey();
        long before = lastNumber();

        Answer refused = ndjson(
                admin,
                "",
                line(good)
                        + line(own.key())
                        + line(others.key())
                        + hash(HexFormat.of().formatHex(sha256(good)))
                        + line(mistyped(own.key()))
                        + line("short")
                        + line("0123456789 abcdef")
                        + line("0123456789äabcdef")
                        + line("x".repeat(513))
                        + "{\"description\":\"a\",\"accessRight\":\"EVENTS\"}\n"
                        + "{\"description\":\"a\",\"accessRight\":\"NONE\",\"key\":\"" + newKey() + "\",\"scope\":1}\n"
                        + "{\"description\":\"a\",\"accessRight\":\"FULL\",\"key\":\"" + newKey()
                        + "\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}\n"
                        + "{\"description\":\"a\",\"accessRight\":\"FULL\",\"key\":\"" + newKey()
                        + "\",\"labels\":{\"a b\":\"c\"}}\n"
                        + "{\"description\":\"a\",\"accessRight\":\"FULL\",\"sha256\":\"abc\"}\n"
                        + "nonsense\n"
                        + hash(HexFormat.of().formatHex(OTHER_PURPOSE))
                        + hash(Base64.getEncoder().encodeToString(OTHER_PURPOSE)));

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.invalidFields())
                .containsExactly(
                        "line 2: key",
                        "line 3: key",
                        "line 4: sha256",
                        "line 5: key",
                        "line 6: key",
                        "line 7: key",
                        "line 8: key",
                        "line 9: key",
                        "line 10",
                        "line 11: accessRight",
                        "line 11: scope",
                        "line 12: expiresAt",
                        "line 13: labels",
                        "line 14: sha256",
                        "line 15",
                        "line 16: sha256",
                        "line 17: sha256");
        assertThat(refused.body())
                .contains("17 errors in 16 lines", "is the same key as in line 1")
                .doesNotContain(own.key())
                .doesNotContain(good);
        // One's own and another organisation's key are told from each other by nothing.
        assertThat(refused.body().split("is not importable", -1)).hasSize(3);
        assertThat(statusOfUse(good)).isEqualTo(401);
        assertThat(lastNumber()).isEqualTo(before);
    }

    @Test
    void aDryRunAnswersAsTheImportWould() {
        String key = newKey();

        Answer dry = ndjson(admin, "?dryRun=true", line(key));
        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.json().get("dryRun").booleanValue()).isTrue();
        assertThat(dry.json().get("keys").intValue()).isOne();
        assertThat(statusOfUse(key)).isEqualTo(401);
        assertThat(ndjson(admin, "?dryRun=true", line("short")).invalidFields()).containsExactly("line 1: key");
        assertThat(ndjson(admin, "?dryRun=false", line(key)).status()).isEqualTo(200);
        assertThat(ndjson(admin, "?dryRun=true", line(key)).invalidFields()).containsExactly("line 1: key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?dryrun=true", "?dryRun=yes", "?dryRun", "?dryRun=true&x=1"})
    void aMisspeltDryRunIsNoImport(String query) {
        String key = newKey();

        assertThat(ndjson(admin, query, line(key)).invalidFields()).containsExactly("dryRun");
        assertThat(statusOfUse(key)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"'',400", "' \n\n',400", "'\u0000',400", "'key,what\na,b',400"})
    void filesWithNothingToImport(String body, int status) {
        assertThat(ndjson(admin, "", body).status()).isEqualTo(status);
        assertThat(csv(body).status()).isEqualTo(status);
    }

    @Test
    void refusals() {
        assertThat(ndjson(server.addUser("import-viewer", "VIEWER"), "", line(newKey()))
                        .status())
                .isEqualTo(403);
        assertThat(ndjson(server.addUser("import-manager", "MANAGER"), "", line(newKey()))
                        .status())
                .isEqualTo(200);
        assertThat(ndjson(server.anonymous(), "", line(newKey())).status()).isEqualTo(401);
        assertThat(admin.post(IMPORT, line(newKey())).status()).isEqualTo(415);
        byte[] large = new byte[8 * 1024 * 1024 + 1];
        Caller csv = admin.with("Content-Type", "text/csv");
        assertThat(csv.send("POST", IMPORT, BodyPublishers.ofByteArray(large)).status())
                .isEqualTo(413);
        assertThat(csv.send("POST", IMPORT, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void ofTheSameFileAtOnceOneIsImported() throws Exception {
        List<String> keys = IntStream.range(0, 50).mapToObj(i -> newKey()).toList();
        String file = keys.stream().map(KeyImportIT::line).collect(Collectors.joining());
        long before = lastNumber();
        Callable<Integer> mine = () -> ndjson(admin, "", file).status();
        Callable<Integer> others = () -> ndjson(server.ownerOfOther(), "", file).status();
        server.ownerOfOther();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Integer> statuses;
        try {
            statuses = threads.invokeAll(List.of(mine, others, mine, others)).stream()
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

        assertThat(statuses).containsOnlyOnce(200).allMatch(status -> List.of(200, 400, 409)
                .contains(status));
        assertThat(lastNumber() - before).isIn(0L, 50L);
        assertThat(statusOfUse(keys.get(49))).isEqualTo(200);
    }

    @Test
    void tenThousandAtOnce() {
        String prefix = newKey();
        String file = IntStream.range(0, 10_000)
                .mapToObj(i -> line(prefix + i).replace("moved", "moved from elsewhere"))
                .collect(Collectors.joining());
        assertThat(file.length()).isGreaterThan(1024 * 1024);

        Answer imported = ndjson(admin, "", file);

        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        assertThat(imported.json().get("keys").intValue()).isEqualTo(10_000);
        assertThat(statusOfUse(prefix + "0")).isEqualTo(200);
        assertThat(statusOfUse(prefix + "9999")).isEqualTo(200);
        Answer again = ndjson(admin, "", file);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.invalidFields()).hasSize(10_000).contains("line 10000: key");
        assertThat(again.body()).contains("10000 errors in 10000 lines");
        assertThat(admin.get("/manage/v1/audit/verification").body()).contains("\"intact\":true");
        assertThat(ndjson(admin, "", file + line(newKey())).invalidFields()).containsExactly("");
    }
}
