package io.latchkey.right;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.TestKey;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The custom rights of an organisation, and the keys that have one. */
@OnEachDatabase
class CustomRightIT {

    private static final String RIGHTS = "/manage/v1/custom-rights";
    private static final String KEYS = "/manage/v1/keys";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final LatchkeyServer server;
    private final Caller admin;

    CustomRightIT(LatchkeyServer server) {
        this.server = server;
        this.admin = server.admin();
    }

    private static String newName() {
        return "right-" + NAMES.incrementAndGet();
    }

    private static String json(String name) {
        return "{\"name\":\"" + name + "\",\"description\":\"Orders\",\"patterns\":[\"GET /orders/**\"]}";
    }

    private String make(String name) {
        Answer made = admin.post(RIGHTS, json(name));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return RIGHTS + "/" + name;
    }

    private TestKey keyFor(String name) {
        return server.makeKey(admin, AccessRight.CUSTOM, ",\"customRight\":\"" + name + "\"");
    }

    @Test
    void aRightIsMadeListedChangedAndDeleted() {
        String name = newName();
        Answer made = admin.post(RIGHTS, json(name));
        assertThat(made.status()).isEqualTo(201);
        String path = RIGHTS + "/" + name;
        assertThat(made.header("Location").orElseThrow()).endsWith(path);
        String tag = made.header("ETag").orElseThrow();

        assertThat(admin.get(RIGHTS).json().get("customRights").findValuesAsString("name"))
                .contains(name)
                .isSorted();
        Answer read = admin.get(path);
        assertThat(read.header("ETag")).hasValue(tag);
        assertThat(read.json().get("patterns").toString()).isEqualTo("[\"GET /orders/**\"]");

        Answer changed = admin.with("If-Match", tag)
                .patch(path, "{\"patterns\":[\"* /reports/*\",\"HEAD /\"],\"description\":\"Reports\"}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().get("patterns").toString()).isEqualTo("[\"* /reports/*\",\"HEAD /\"]");
        assertThat(admin.with("If-Match", tag)
                        .patch(path, "{\"description\":\"x\"}")
                        .status())
                .isEqualTo(412);
        assertThat(admin.with("If-Match", tag).delete(path).status()).isEqualTo(412);

        assertThat(admin.with("If-Match", changed.header("ETag").orElseThrow())
                        .delete(path)
                        .status())
                .isEqualTo(204);
        assertThat(admin.get(path).status()).isEqualTo(404);
        assertThat(admin.delete(path).status()).isEqualTo(404);
        assertThat(admin.patch(path, "{}").status()).isEqualTo(404);
    }

    @Test
    void theLogHasEachChange() {
        String name = newName();
        String path = make(name);
        admin.patch(path, "{\"description\":\"Orders\"}");
        admin.patch(path, "{\"description\":\"Changed\"}");
        admin.delete(path);

        JsonNode created = onlyEntry("RIGHT_CREATED", name);
        assertThat(created.get("before").isNull()).isTrue();
        assertThat(created.get("after").get("patterns").toString()).isEqualTo("[\"GET /orders/**\"]");
        JsonNode changed = onlyEntry("RIGHT_CHANGED", name);
        assertThat(changed.get("before").toString()).isEqualTo("{\"description\":\"Orders\"}");
        assertThat(changed.get("after").toString()).isEqualTo("{\"description\":\"Changed\"}");
        JsonNode deleted = onlyEntry("RIGHT_DELETED", name);
        assertThat(deleted.get("before").get("description").stringValue()).isEqualTo("Changed");
        assertThat(deleted.get("after").isNull()).isTrue();
        assertThat(admin.get("/manage/v1/audit/verification").json().toString()).contains("\"intact\":true");
    }

    private JsonNode onlyEntry(String action, String name) {
        List<JsonNode> found = admin.get("/manage/v1/audit?action=" + action + "&subject=" + name)
                .json()
                .get("entries")
                .valueStream()
                .toList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("keyNumber").isNull()).isTrue();
        return found.get(0);
    }

    @Test
    void aRightThatAKeyHasIsNotDeleted() {
        String name = newName();
        String path = make(name);
        TestKey key = keyFor(name);

        Answer refused = admin.delete(path);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").stringValue()).contains("Key " + key.number());

        assertThat(admin.patch(key.path(), "{\"accessRight\":\"EVENTS\"}").status())
                .isEqualTo(200);
        assertThat(admin.delete(path).status()).isEqualTo(204);
    }

    @Test
    void aKeyWithACustomRightOpensNothingOfTheApi() {
        String name = newName();
        make(name);
        TestKey key = keyFor(name);

        JsonNode shown = admin.get(key.path()).json();
        assertThat(shown.get("accessRight").stringValue()).isEqualTo("CUSTOM");
        assertThat(shown.get("customRight").stringValue()).isEqualTo(name);
        Answer refused = server.with(key).get("/api/v1/account/info");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("detail").stringValue()).contains("FULL", "MESSAGES");
        assertThat(server.with(key).post("/api/v1/event", "{}").status()).isEqualTo(403);
        assertThat(server.with(key).post("/api/v1/auth/token", "").status()).isEqualTo(403);
        assertThat(admin.get("/manage/v1/access-rights").body()).doesNotContain("CUSTOM");
    }

    @Test
    void aKeyGoesFromOneRightToAnother() {
        String first = newName();
        String second = newName();
        make(first);
        make(second);
        TestKey key = server.makeKey(AccessRight.EVENTS);
        assertThat(admin.get(key.path()).json().get("customRight").isNull()).isTrue();

        assertThat(right(key, "{\"accessRight\":\"CUSTOM\",\"customRight\":\"" + first + "\"}"))
                .isEqualTo("CUSTOM " + first);
        assertThat(right(key, "{\"customRight\":\"" + second + "\"}")).isEqualTo("CUSTOM " + second);
        assertThat(right(key, "{\"accessRight\":\"CUSTOM\"}")).isEqualTo("CUSTOM " + second);
        assertThat(right(key, "{\"description\":\"other\"}")).isEqualTo("CUSTOM " + second);
        assertThat(right(key, "{\"accessRight\":\"EVENTS\",\"customRight\":null}"))
                .isEqualTo("EVENTS null");
        assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(200);
    }

    private String right(TestKey key, String change) {
        Answer answer = admin.patch(key.path(), change);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode custom = answer.json().get("customRight");
        return answer.json().get("accessRight").stringValue() + " " + (custom.isNull() ? "null" : custom.stringValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"accessRight\":\"CUSTOM\"",
                "\"accessRight\":\"CUSTOM\",\"customRight\":\"no-such-right\"",
                "\"accessRight\":\"CUSTOM\",\"customRight\":\"\"",
                "\"accessRight\":\"EVENTS\",\"customRight\":\"everything\""
            })
    void aKeyNeedsARightThatThereIs(String right) {
        server.makeKey(AccessRight.CUSTOM);
        TestKey key = server.makeKey(AccessRight.EVENTS);

        assertThat(admin.post(KEYS, "{\"description\":\"x\"," + right + "}").invalidFields())
                .containsExactly("customRight");
        assertThat(admin.patch(key.path(), "{" + right + "}").invalidFields()).containsExactly("customRight");
        assertThat(admin.get(key.path()).json().get("accessRight").stringValue())
                .isEqualTo("EVENTS");
    }

    @Test
    void theRightOfAKeyIsNotTakenAwayAlone() {
        TestKey key = server.makeKey(AccessRight.CUSTOM);

        assertThat(admin.patch(key.path(), "{\"customRight\":null}").invalidFields())
                .containsExactly("customRight");
    }

    @Test
    void anotherOrganisationHasRightsOfItsOwn() {
        String name = newName();
        String path = make(name);
        Caller other = server.ownerOfOther();

        assertThat(other.get(path).status()).isEqualTo(404);
        assertThat(other.patch(path, "{\"description\":\"x\"}").status()).isEqualTo(404);
        assertThat(other.delete(path).status()).isEqualTo(404);
        assertThat(other.get(RIGHTS).body()).doesNotContain("\"" + name + "\"");
        assertThat(other.post(
                                KEYS,
                                "{\"description\":\"x\",\"accessRight\":\"CUSTOM\",\"customRight\":\"" + name + "\"}")
                        .invalidFields())
                .containsExactly("customRight");
        assertThat(other.post(RIGHTS, json(name)).status()).isEqualTo(201);
    }

    @Test
    void viewersReadAndManagersManage() {
        String path = make(newName());
        Caller viewer = server.addUser("rights-viewer-" + NAMES.incrementAndGet(), "VIEWER");
        Caller manager = server.addUser("rights-manager-" + NAMES.incrementAndGet(), "MANAGER");

        assertThat(viewer.get(RIGHTS).status()).isEqualTo(200);
        assertThat(viewer.get(path).status()).isEqualTo(200);
        assertThat(viewer.post(RIGHTS, json(newName())).status()).isEqualTo(403);
        assertThat(viewer.patch(path, "{}").status()).isEqualTo(403);
        assertThat(viewer.delete(path).status()).isEqualTo(403);
        assertThat(manager.post(RIGHTS, json(newName())).status()).isEqualTo(201);
        assertThat(manager.delete(path).status()).isEqualTo(204);
        assertThat(server.anonymous().get(RIGHTS).status()).isEqualTo(401);
    }

    @Test
    void ofTwoWithOneNameOneIsMade() throws Exception {
        String name = newName();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> make = () -> admin.post(RIGHTS, json(name)).status();
            List<Future<Integer>> made = threads.invokeAll(List.of(make, make, make, make));
            List<Integer> statuses = new java.util.ArrayList<>();
            for (Future<Integer> one : made) {
                statuses.add(one.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aRightIsNotDeletedWhileAKeyIsGivenIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 5; i++) {
                String name = newName();
                String path = make(name);
                Future<Integer> deleted =
                        threads.submit(() -> admin.delete(path).status());
                Future<Integer> made = threads.submit(() -> admin.post(
                                KEYS,
                                "{\"description\":\"x\",\"accessRight\":\"CUSTOM\",\"customRight\":\"" + name + "\"}")
                        .status());
                assertThat(List.of(deleted.get(), made.get())).isIn(List.of(204, 400), List.of(409, 201));
            }
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"description\":\"x\",\"patterns\":[\"GET /\"]} | name",
                "{\"name\":\"Upper\",\"description\":\"x\",\"patterns\":[\"GET /\"]} | name",
                "{\"name\":\"1a\",\"description\":\"x\",\"patterns\":[\"GET /\"]} | name",
                "{\"name\":\"a_b\",\"description\":\"x\",\"patterns\":[\"GET /\"]} | name",
                "{\"name\":\"ok\",\"patterns\":[\"GET /\"]} | description",
                "{\"name\":\"ok\",\"description\":\"\",\"patterns\":[\"GET /\"]} | description",
                "{\"name\":\"ok\",\"description\":\"x\"} | patterns",
                "{\"name\":\"ok\",\"description\":\"x\",\"patterns\":[]} | patterns",
                "{\"name\":\"ok\",\"description\":\"x\",\"patterns\":[\"GET /\",\"GET /../x\"]} | patterns[1]",
                "{\"name\":\"ok\",\"description\":\"x\",\"patterns\":[null]} | patterns[0]",
                "{\"name\":\"ok\",\"description\":\"x\",\"patterns\":[\"GET /a\\n* /**\"]} | patterns[0]",
                "{\"name\":\"ok\",\"description\":\"x\",\"patterns\":[\"GET /\"],\"roles\":[]} | roles"
            })
    void badRightsAreNamed(String body, String field) {
        Answer refused = admin.post(RIGHTS, body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly(field);
    }

    @Test
    void aRightIsBounded() {
        String pattern = "\"GET /" + "x".repeat(250) + "\"";
        String fifty = pattern + ("," + pattern).repeat(49);
        String name = newName();

        assertThat(admin.post(RIGHTS, "{\"name\":\"" + name + "\",\"description\":\"x\",\"patterns\":[" + fifty + "]}")
                        .status())
                .isEqualTo(201);
        assertThat(admin.patch(RIGHTS + "/" + name, "{\"patterns\":[" + fifty + "," + pattern + "]}")
                        .invalidFields())
                .containsExactly("patterns");
        assertThat(admin.post(RIGHTS, json("a".repeat(64))).invalidFields()).containsExactly("name");
        assertThat(admin.post(
                                RIGHTS,
                                "{\"name\":\"lines\",\"description\":\"x\",\"patterns\":[\"get /\",\"GET /\",\"orders\"]}")
                        .invalidFields())
                .containsExactly("patterns[0]", "patterns[2]");
    }
}
