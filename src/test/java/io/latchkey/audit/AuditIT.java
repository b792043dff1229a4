package io.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.TestKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnEachDatabase
class AuditIT {

    private static final String AUDIT = "/manage/v1/audit";

    private final LatchkeyServer server;
    private final String ownerName;
    private final long organisation;
    private final Caller owner;

    AuditIT(LatchkeyServer server) {
        this.server = server;
        // An organisation of its own: these tests break its log.
        this.ownerName = "auditor-" + UUID.randomUUID();
        this.organisation = server.addOrganisation(ownerName);
        this.owner = server.anonymous().as(ownerName, LatchkeyServer.ADMIN_PASSWORD);
    }

    private TestKey makeKey() {
        return server.makeKey(owner, AccessRight.EVENTS);
    }

    /** The key's entries, the earliest first. */
    private List<JsonNode> entries(TestKey key) {
        List<JsonNode> entries = new ArrayList<>();
        owner.get(AUDIT + "?limit=1000&key=" + key.number())
                .json()
                .get("entries")
                .forEach(entries::add);
        Collections.reverse(entries);
        return entries;
    }

    private JsonNode verdict() {
        return owner.get(AUDIT + "/verification").json();
    }

    @Test
    void everyStepOfAKeysLifeIsWrittenDown() {
        TestKey key = makeKey();
        owner.patch(key.path(), "{\"description\":\"Shop\",\"accessRight\":\"EVENTS\"}");
        owner.patch(key.path(), "{\"status\":\"DISABLED\"}");
        owner.get(key.path() + "/secret");
        owner.delete(key.path());

        List<JsonNode> entries = entries(key);

        assertThat(entries)
                .extracting(entry -> entry.get("action").stringValue())
                .containsExactly("KEY_CREATED", "KEY_CHANGED", "KEY_CHANGED", "KEY_COPIED", "KEY_DELETED");
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.get("actorKind").stringValue()).isEqualTo("USER");
            assertThat(entry.get("actor").stringValue()).isEqualTo(ownerName);
            assertThat(entry.get("address").stringValue()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
            assertThat(Instant.parse(entry.get("at").stringValue()))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
            assertThat(entry.toString()).doesNotContain(key.key());
        });
        assertThat(entries.get(0).get("before").isNull()).isTrue();
        assertThat(entries.get(0).get("after").get("description").stringValue()).isEqualTo("test key");
        // Only what differs.
        assertThat(entries.get(1).get("before").toString()).isEqualTo("{\"description\":\"test key\"}");
        assertThat(entries.get(1).get("after").toString()).isEqualTo("{\"description\":\"Shop\"}");
        assertThat(entries.get(2).get("after").get("disabledBy").stringValue()).isEqualTo("USER");
        assertThat(entries.get(4).get("before").get("status").stringValue()).isEqualTo("DISABLED");
        assertThat(entries.get(4).get("after").isNull()).isTrue();
    }

    @Test
    void whatChangedNothingIsNotWrittenDown() {
        TestKey key = makeKey();

        owner.patch(key.path(), "{\"description\":\"test key\",\"status\":\"ENABLED\"}");
        owner.with("If-Match", "\"999\"").patch(key.path(), "{\"description\":\"stale\"}");
        owner.patch(key.path(), "{\"accessRight\":\"NONE\"}");
        owner.delete("/manage/v1/keys/999999");
        owner.get(key.path());

        assertThat(entries(key)).hasSize(1);
    }

    @Test
    void filtersAndPagesMeet() {
        Instant start = Instant.now().minusMillis(1);
        TestKey one = makeKey();
        TestKey other = makeKey();
        owner.patch(one.path(), "{\"description\":\"a\"}");
        owner.patch(other.path(), "{\"description\":\"b\"}");
        owner.patch(one.path(), "{\"description\":\"c\"}");

        Set<Long> positions = new HashSet<>();
        Optional<String> page = Optional.of(AUDIT + "?limit=2&actor=" + ownerName + "&from=" + start);
        int pages = 0;
        while (page.isPresent()) {
            Answer answer = owner.get(page.get());
            answer.json()
                    .get("entries")
                    .forEach(entry -> positions.add(entry.get("position").longValue()));
            page = Optional.ofNullable(answer.json().get("next").stringValue(null));
            assertThat(answer.header("Link").isPresent()).isEqualTo(page.isPresent());
            pages++;
        }
        assertThat(positions).hasSize(5);
        assertThat(pages).isEqualTo(3);
        assertThat(owner.get(AUDIT + "?action=KEY_CHANGED&key=" + one.number())
                        .json()
                        .get("entries"))
                .hasSize(2);
        assertThat(owner.get(AUDIT + "?until=" + start + "&key=" + one.number())
                        .json()
                        .get("entries"))
                .isEmpty();
        assertThat(owner.get(AUDIT + "?actor=nobody").json().get("entries")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "action=NONE,action",
        "key=x,key",
        "key=0,key",
        "from=yesterday,from",
        "until=2026-12-31T23:59:60Z,until",
        "until=+999999999-01-01T00:00:00Z,until",
        "from=-0001-01-01T00:00:00Z,from",
        "limit=0,limit",
        "limit=1001,limit",
        "before=0,before",
        "actor=a%00b,actor"
    })
    void badParametersAreNamed(String query, String field) {
        Answer refused = owner.get(AUDIT + "?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly(field);
    }

    @Test
    void theLogIsForOwnersAndManagersOfTheOrganisation() {
        TestKey key = makeKey();
        Caller viewer = server.addUser("audit-viewer-" + key.number(), "VIEWER");

        assertThat(viewer.get(AUDIT).status()).isEqualTo(403);
        assertThat(viewer.get(AUDIT + "/verification").status()).isEqualTo(403);
        assertThat(server.anonymous().get(AUDIT).status()).isEqualTo(401);
        assertThat(server.with(key).get(AUDIT).status()).isEqualTo(401);
        assertThat(server.admin().get(AUDIT + "?limit=1000").body()).doesNotContain(ownerName);
        assertThat(server.admin().with("Accept", "text/csv").get(AUDIT).body()).doesNotContain(ownerName);
    }

    @Test
    void theWholeLogIsExportedAsNdjsonAndCsv() {
        TestKey key = makeKey();
        owner.patch(key.path(), "{\"description\":\"say \\\"hi\\\", please\"}");
        String query = AUDIT + "?key=" + key.number();

        Answer ndjson = owner.with("Accept", "application/x-ndjson").get(query);
        Answer csv = owner.with("Accept", "text/csv").get(query);

        assertThat(ndjson.header("Content-Type").orElseThrow()).startsWith("application/x-ndjson");
        List<String> lines = ndjson.body().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode changed = new JsonMapper().readTree(lines.get(1));
        assertThat(changed.get("after").get("description").stringValue()).isEqualTo("say \"hi\", please");
        assertThat(csv.header("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.body().lines().toList())
                .hasSize(3)
                .first()
                .isEqualTo("position,at,actorKind,actor,address,action,keyNumber,subject,before,after,digest");
        assertThat(csv.body()).contains("\"{\"\"description\"\":\"\"say \\\"\"hi\\\"\", please\"\"}\"");
        assertThat(owner.with("Accept", "image/png").get(AUDIT).status()).isEqualTo(406);
    }

    @Test
    void aNameIsNoFormulaOfASpreadsheet() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        Caller user = server.addUser("=1+1", "MANAGER");
        assertThat(user.patch(key.path(), "{\"description\":\"CRM\"}").status()).isEqualTo(200);

        Answer csv = server.admin().with("Accept", "text/csv").get(AUDIT + "?key=" + key.number());

        assertThat(csv.body()).contains(",'=1+1,").doesNotContain(",=1+1", "\"=1+1");
    }

    @Test
    void aSemicolonDoesNotBeginAFormulaOfASpreadsheet() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        Caller user = server.addUser("x;=1+1", "MANAGER");
        assertThat(user.patch(key.path(), "{\"description\":\"x;=2+2;y\"}").status())
                .isEqualTo(200);

        Answer csv = server.admin().with("Accept", "text/csv").get(AUDIT + "?key=" + key.number());

        assertThat(csv.body()).contains(",x;'=1+1,", "x\\u003b=2+2\\u003by").doesNotContain(";=");
    }

    @Test
    void changesAtOnceMakeOneChain() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> life = () -> {
                TestKey key = makeKey();
                owner.patch(key.path(), "{\"description\":\"at once\"}");
                return owner.delete(key.path()).status();
            };
            for (Future<Integer> status : threads.invokeAll(Collections.nCopies(16, life))) {
                assertThat(status.get()).isEqualTo(204);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(verdict().get("intact").booleanValue()).isTrue();
    }

    @Test
    void theFirstBrokenLinkIsNamed() {
        makeKey();
        TestKey victim = makeKey();
        makeKey();
        assertThat(verdict().get("intact").booleanValue()).isTrue();
        long position = entries(victim).get(0).get("position").longValue();

        change("actor = 'someone else'", position);
        assertBroken(position, "ALTERED");
        change("actor = '" + ownerName + "'", position);
        assertThat(verdict().get("intact").booleanValue()).isTrue();

        // A whole entry away, from the middle and from the end.
        change("position = 1000000000", position);
        assertBroken(position, "MISSING");
        server.database()
                .execute(
                        "UPDATE audit_entry SET position = ? WHERE organisation_id = ? AND position = 1000000000",
                        position,
                        organisation);
        long last = verdict().get("entries").longValue();
        change("organisation_id = 1000000, position = 1000000000", last);
        assertBroken(last, "MISSING");
        server.database()
                .execute(
                        "UPDATE audit_entry SET organisation_id = ?, position = ?"
                                + " WHERE organisation_id = 1000000 AND position = 1000000000",
                        organisation,
                        last);
        assertThat(verdict().get("intact").booleanValue()).isTrue();
    }

    private void change(String set, long position) {
        // The other organisation must have a log for a row to be moved into.
        server.makeKey(server.ownerOfOther(), AccessRight.EVENTS);
        assertThat(server.database()
                        .execute(
                                "UPDATE audit_entry SET " + set + " WHERE organisation_id = ? AND position = ?",
                                organisation,
                                position))
                .isEqualTo(1);
    }

    private void assertBroken(long position, String fault) {
        JsonNode verdict = verdict();
        assertThat(verdict.get("intact").booleanValue()).isFalse();
        assertThat(verdict.get("firstBroken").get("position").longValue()).isEqualTo(position);
        assertThat(verdict.get("firstBroken").get("fault").stringValue()).isEqualTo(fault);
    }
}
