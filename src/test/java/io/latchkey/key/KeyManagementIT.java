package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.TestKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnEachDatabase
class KeyManagementIT {

    private static final String KEYS = "/manage/v1/keys";

    private final LatchkeyServer server;
    private final Caller admin;

    KeyManagementIT(LatchkeyServer server) {
        this.server = server;
        this.admin = server.admin();
    }

    @Test
    void listsEveryKeyPageByPageWithoutItsSecret() {
        Set<Long> made = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            made.add(server.makeKey(AccessRight.EVENTS).number());
        }

        List<Long> listed = new ArrayList<>();
        String page = KEYS + "?limit=2";
        while (page != null) {
            Answer answer = admin.get(page);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).doesNotContainPattern("lk_[0-9A-Za-z]");
            for (JsonNode key : answer.json().get("keys")) {
                listed.add(key.get("number").longValue());
                assertThat(key.propertyNames())
                        .contains("createdBy", "createdAt", "accessRight", "description", "status", "lastUsedAt");
            }
            page = answer.json().get("next").stringValue(null);
            assertThat(answer.header("Link").isPresent()).isEqualTo(page != null);
        }

        assertThat(listed).isSorted().doesNotHaveDuplicates().containsAll(made);
    }

    @Test
    void keysAreToldApartByTheirLastCharacters() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        Answer imported = admin.with("Content-Type", "text/csv")
                .post(
                        KEYS + "/import",
                        "description,accessRight,key\nElsewhere,EVENTS,made-elsewhere-" + UUID.randomUUID() + "\n");
        long elsewhere = imported.json().get("firstNumber").longValue();

        assertThat(admin.get(key.path()).json().get("maskedKey").stringValue())
                .isEqualTo("lk_…" + key.key().substring(37));
        assertThat(admin.get(KEYS + "?after=" + (key.number() - 1) + "&limit=1")
                        .json()
                        .at("/keys/0/maskedKey")
                        .stringValue())
                .isEqualTo("lk_…" + key.key().substring(37));
        assertThat(admin.get(KEYS + "/" + elsewhere).json().get("maskedKey").isNull())
                .isTrue();
    }

    @Test
    void badPagesAreNamed() {
        assertThat(admin.get(KEYS + "?limit=0").invalidFields()).containsExactly("limit");
        assertThat(admin.get(KEYS + "?limit=1001").invalidFields()).containsExactly("limit");
        assertThat(admin.get(KEYS + "?after=-1").invalidFields()).containsExactly("after");
        assertThat(admin.get(KEYS + "?limit=abc").invalidFields()).containsExactly("limit");
        assertThat(admin.get(KEYS + "?limit=&after=").status()).isEqualTo(200);
        assertThat(admin.get(KEYS + "?after=99999999999999999999").invalidFields())
                .containsExactly("after");
    }

    @Test
    void theSecretCanBeCopiedAgain() {
        TestKey key = server.makeKey(AccessRight.EVENTS);

        Answer secret = admin.get(key.path() + "/secret");

        assertThat(secret.status()).isEqualTo(200);
        assertThat(secret.json().get("key").stringValue()).isEqualTo(key.key());
        assertThat(secret.header("Cache-Control")).hasValue("no-store");
    }

    @Test
    void aPatchChangesWhatItNamesAlone() {
        TestKey key = server.makeKey(AccessRight.EVENTS);

        admin.patch(key.path(), "{\"description\":\"Сайт \uD83D\uDE00\"}");
        admin.with("Content-Type", "application/merge-patch+json")
                .patch(key.path(), "{\"accessRight\":\"EVENTS_AND_CONTACTS\"}");

        JsonNode read = admin.get(key.path()).json();
        assertThat(read.get("description").stringValue()).isEqualTo("Сайт \uD83D\uDE00");
        assertThat(read.get("accessRight").stringValue()).isEqualTo("EVENTS_AND_CONTACTS");
        assertThat(read.get("status").stringValue()).isEqualTo("ENABLED");
    }

    @Test
    void aPatchThatIsPartlyWrongChangesNothing() {
        TestKey key = server.makeKey(AccessRight.EVENTS);

        Answer refused = admin.patch(key.path(), "{\"description\":\"new\",\"accessRight\":\"EVERYTHING\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly("accessRight");
        assertThat(admin.get(key.path()).json().get("description").stringValue())
                .isEqualTo("test key");
    }

    @Test
    void noTextAboutAKeyContainsAKey() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String was = "was " + key.key();
        String rest = "\"accessRight\":\"EVENTS\"";

        Answer created = admin.post(
                KEYS,
                "{" + rest + ",\"description\":\"" + was + "\",\"externalId\":\"" + was + "\",\"labels\":{\"former\":\""
                        + was + "\"}}");
        assertThat(created.invalidFields()).containsExactly("description", "externalId", "labels.former");
        assertThat(created.body()).doesNotContain(key.key());
        assertThat(admin.post(KEYS, "{" + rest + ",\"description\":\"x\",\"labels\":{\"" + key.key() + "\":\"x\"}}")
                        .invalidFields())
                .containsExactly("labels");
        assertThat(admin.patch(key.path(), "{\"description\":\"" + was.replace("_", "%5F") + "\"}")
                        .invalidFields())
                .containsExactly("description");
        assertThat(admin.patch(key.path(), "{\"externalId\":\"" + was + "\"}").invalidFields())
                .containsExactly("externalId");
        assertThat(admin.with("Content-Type", "text/csv")
                        .post(
                                KEYS + "/import?dryRun=true",
                                "description,accessRight,key\n" + was + ",EVENTS,made-elsewhere-" + UUID.randomUUID()
                                        + "\n")
                        .invalidFields())
                .containsExactly("line 2: description");
        assertThat(admin.get(key.path()).body()).contains("\"test key\"").doesNotContain("was ");
    }

    @Test
    void anEditOfWhatSomeoneElseHasChangedIsRefused() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String read = admin.get(key.path()).header("ETag").orElseThrow();
        assertThat(admin.with("If-Match", read)
                        .patch(key.path(), "{\"description\":\"first\"}")
                        .status())
                .isEqualTo(200);

        Answer second = admin.with("If-Match", read).patch(key.path(), "{\"description\":\"second\"}");

        assertThat(second.status()).isEqualTo(412);
        assertThat(admin.with("If-Match", read).delete(key.path()).status()).isEqualTo(412);
        assertThat(admin.get(key.path()).json().get("description").stringValue())
                .isEqualTo("first");
    }

    @Test
    void keysMadeAtOnceHaveNumbersOfTheirOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Long> make = () -> server.makeKey(AccessRight.EVENTS).number();
            Set<Long> numbers = new HashSet<>();
            for (Future<Long> number : threads.invokeAll(java.util.Collections.nCopies(24, make))) {
                numbers.add(number.get());
            }
            assertThat(numbers).hasSize(24);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anotherOrganisationSeesNothing() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        Caller other = server.ownerOfOther();
        TestKey others = server.makeKey(other, AccessRight.EVENTS);
        // The number of a key that only the first organisation has.
        assertThat(key.number()).isGreaterThan(0);
        String foreign = KEYS + "/" + (key.number() + 100_000);
        server.database()
                .execute("UPDATE api_key SET number = ? WHERE id = ?", key.number() + 100_000, server.keyId(key));

        assertThat(admin.get(foreign).status()).isEqualTo(200);
        assertThat(other.get(foreign).status()).isEqualTo(404);
        assertThat(other.get(foreign + "/secret").status()).isEqualTo(404);
        assertThat(other.patch(foreign, "{\"status\":\"DISABLED\"}").status()).isEqualTo(404);
        assertThat(other.delete(foreign).status()).isEqualTo(404);
        assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(200);
        for (JsonNode listed : other.get(KEYS + "?limit=1000").json().get("keys")) {
            assertThat(listed.get("createdBy").stringValue()).isEqualTo("other-owner");
        }
        assertThat(server.with(others)
                        .get("/api/v1/account/info")
                        .json()
                        .get("organisationName")
                        .stringValue())
                .isEqualTo("Other");
    }

    @Test
    void aViewerSeesTheListAndNoSecret() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        Caller viewer = server.addUser("viewer-" + key.number(), "VIEWER");

        assertThat(viewer.get(KEYS).status()).isEqualTo(200);
        assertThat(viewer.get(key.path()).status()).isEqualTo(200);
        Answer refused = viewer.get(key.path() + "/secret");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("detail").stringValue()).contains("manager");
        assertThat(viewer.post(KEYS, "{\"description\":\"x\",\"accessRight\":\"FULL\"}")
                        .status())
                .isEqualTo(403);
        assertThat(viewer.patch(key.path(), "{\"status\":\"DISABLED\"}").status())
                .isEqualTo(403);
        assertThat(viewer.delete(key.path()).status()).isEqualTo(403);
    }

    @Test
    void aManagerMakesAndChangesKeys() {
        TestKey first = server.makeKey(AccessRight.EVENTS);
        Caller manager = server.addUser("manager-" + first.number(), "MANAGER");

        TestKey key = server.makeKey(manager, AccessRight.MESSAGES);

        assertThat(manager.get(key.path()).json().get("createdBy").stringValue())
                .isEqualTo("manager-" + first.number());
        assertThat(manager.delete(key.path()).status()).isEqualTo(204);
    }
}
