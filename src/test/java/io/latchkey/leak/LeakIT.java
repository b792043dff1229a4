package io.latchkey.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.TestKey;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that were found where they should not be. */
@OnEachDatabase
class LeakIT {

    private static final String LEAKS = "/manage/v1/leaks";
    private static final String ENABLE = "{\"status\":\"ENABLED\"}";

    private final LatchkeyServer server;
    private final Caller admin;

    LeakIT(LatchkeyServer server) {
        this.server = server;
        this.admin = server.admin();
    }

    private static String report(String token) {
        return "{\"token\":\"" + token + "\",\"url\":\"https://code.example.com/a\",\"source\":\"commit\"}";
    }

    private static String outcome(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("results").get(0).toString();
    }

    private static String disabled(TestKey key) {
        return "{\"outcome\":\"DISABLED\",\"number\":" + key.number() + "}";
    }

    private int use(String key) {
        return server.anonymous().as("any", key).get("/api/v1/account/info").status();
    }

    private long entries(TestKey key) {
        return admin.get("/manage/v1/audit?action=KEY_LEAKED&key=" + key.number())
                .json()
                .get("entries")
                .size();
    }

    @Test
    void aLeakedKeyIsDisabledUntilItIsRotated() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        assertThat(use(key.key())).isEqualTo(200);

        Answer reported = admin.post(LEAKS, report(key.key()));

        assertThat(outcome(reported)).isEqualTo(disabled(key));
        assertThat(reported.body()).doesNotContain(key.key());
        assertThat(use(key.key())).isEqualTo(401);
        assertThat(admin.get(key.path()).json().get("disabledBy").stringValue()).isEqualTo("LEAK");
        assertThat(outcome(admin.post(LEAKS, report(key.key())))).isEqualTo(disabled(key));
        Answer log = admin.get("/manage/v1/audit?action=KEY_LEAKED&key=" + key.number());
        assertThat(log.json().get("entries")).hasSize(1);
        assertThat(log.body()).contains("https://code.example.com/a").doesNotContain(key.key());

        Answer refused = admin.patch(key.path(), ENABLE);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly("status");

        // The usual overlap would keep the leaked secret alive for a day.
        String fresh =
                admin.post(key.path() + "/rotation", "{}").json().get("key").stringValue();
        assertThat(admin.patch(key.path(), ENABLE).status()).isEqualTo(200);
        assertThat(use(fresh)).isEqualTo(200);
        assertThat(use(key.key())).isEqualTo(401);

        // A scanner that comes again does not shut out the new secret.
        assertThat(outcome(admin.post(LEAKS, report(key.key()))))
                .isEqualTo("{\"outcome\":\"ENDED\",\"number\":" + key.number() + "}");
        assertThat(use(fresh)).isEqualTo(200);
        assertThat(entries(key)).isEqualTo(1);

        admin.post(key.path() + "/rotation", "{}");
        assertThat(outcome(admin.post(LEAKS, report(key.key())))).isEqualTo("{\"outcome\":\"UNKNOWN\"}");
    }

    @Test
    void aSecretThatIsBeingRotatedOutDisablesTheWholeKey() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String fresh = admin.post(key.path() + "/rotation", "{\"overlap\":\"PT1H\"}")
                .json()
                .get("key")
                .stringValue();

        assertThat(outcome(admin.post(LEAKS, report(key.key())))).isEqualTo(disabled(key));

        assertThat(use(key.key())).isEqualTo(401);
        assertThat(use(fresh)).isEqualTo(401);
    }

    @Test
    void aKeyThatIsDisabledAlreadyStaysSoUntilItIsRotated() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        admin.patch(key.path(), "{\"status\":\"DISABLED\"}");

        assertThat(outcome(admin.post(LEAKS, report(key.key())))).isEqualTo(disabled(key));

        assertThat(admin.patch(key.path(), ENABLE).status()).isEqualTo(400);
        assertThat(entries(key)).isEqualTo(1);
    }

    @Test
    void whatIsNoKeyOfTheOrganisationIsUnknown() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        Caller other = server.ownerOfOther();

        String unknown = outcome(other.post(LEAKS, report("lk_" + "0".repeat(38))));
        assertThat(unknown).isEqualTo("{\"outcome\":\"UNKNOWN\"}");
        assertThat(outcome(other.post(LEAKS, report("anything")))).isEqualTo(unknown);
        assertThat(outcome(other.post(LEAKS, report(key.key())))).isEqualTo(unknown);
        assertThat(use(key.key())).isEqualTo(200);
        assertThat(entries(key)).isZero();
    }

    @Test
    void aListIsTakenAsGitHubSendsIt() {
        TestKey one = server.makeKey(AccessRight.EVENTS);
        TestKey other = server.makeKey(AccessRight.MESSAGES);

        Answer answer = admin.post(
                LEAKS,
                "[{\"token\":\"" + one.key() + "\",\"type\":\"latchkey_key\",\"url\":\"https://github.com/a/b\","
                        + "\"source\":\"content\"},{\"token\":\"nothing\",\"type\":\"x\",\"url\":\"\",\"source\":\"\"},"
                        + "{\"token\":\"" + other.key() + "\"}]");

        assertThat(answer.json().get("results").toString())
                .isEqualTo("[" + disabled(one) + ",{\"outcome\":\"UNKNOWN\"}," + disabled(other) + "]");
        assertThat(use(other.key())).isEqualTo(401);
    }

    @Test
    void reportsAtOnceAreOne() throws Exception {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        Callable<String> report = () -> outcome(admin.post(LEAKS, report(key.key())));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<String> done : threads.invokeAll(Collections.nCopies(4, report))) {
                assertThat(done.get()).isEqualTo(disabled(key));
            }
        } finally {
            threads.shutdown();
        }

        assertThat(entries(key)).isEqualTo(1);
    }

    @Test
    void reportsAreForOwnersAndManagers() {
        TestKey key = server.makeKey(AccessRight.FULL);

        assertThat(server.addUser("leak-viewer-" + key.number(), "VIEWER")
                        .post(LEAKS, report(key.key()))
                        .status())
                .isEqualTo(403);
        assertThat(server.anonymous().post(LEAKS, report(key.key())).status()).isEqualTo(401);
        assertThat(server.with(key).post(LEAKS, report(key.key())).status()).isEqualTo(401);
        assertThat(outcome(server.addUser("leak-manager-" + key.number(), "MANAGER")
                        .post(LEAKS, report(key.key()))))
                .isEqualTo(disabled(key));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                     | leaks[0].token
            {"token":""}                           | leaks[0].token
            {"token":null,"url":"x"}               | leaks[0].token
            []                                     | leaks
            [{"token":"a"},null]                   | leaks[1]
            {"token":"a","url":"x\\ny"}            | leaks[0].url
            {"token":"a","source":"x\\ny"}         | leaks[0].source
            {"token":"a","number":7}               | number
            {"token":7}                            | token
            [{"token":"a","number":7}]             | [0].number
            """)
    void badInputIsNamed(String body, String field) {
        Answer refused = admin.post(LEAKS, body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.invalidFields()).contains(field);
    }

    @Test
    void aListIsBounded() {
        String list = "[" + String.join(",", Collections.nCopies(101, "{\"token\":\"a\"}")) + "]";

        assertThat(admin.post(LEAKS, list).status()).isEqualTo(400);
        assertThat(admin.post(LEAKS, "7").status()).isEqualTo(400);
        assertThat(admin.post(LEAKS, "null").status()).isEqualTo(400);
        assertThat(admin.post(LEAKS, "").status()).isEqualTo(400);
    }
}
