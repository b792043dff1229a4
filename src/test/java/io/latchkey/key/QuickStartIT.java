package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.keytoken.KeyToken;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.TestKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The README's quick start, request by request. */
@OnEachDatabase
class QuickStartIT {

    private static final String CHALLENGE = "Basic realm=\"Latchkey API\", charset=\"UTF-8\"";
    private static final String ORDER = """
            {"eventTypeKey":"order","keyValue":"a@example.com","params":[{"name":"total","value":"9.90"}]}""";

    private final LatchkeyServer server;

    QuickStartIT(LatchkeyServer server) {
        this.server = server;
    }

    @Test
    void aUserMakesAKey() {
        Answer made = server.admin().post("/manage/v1/keys", "{\"description\":\"CRM\",\"accessRight\":\"EVENTS\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location"))
                .hasValue(server.base() + "/manage/v1/keys/" + made.json().get("number"));
        assertThat(made.json().get("key").stringValue()).matches("lk_[0-9A-Za-z]{38}");
        assertThat(made.json().get("description").stringValue()).isEqualTo("CRM");
        assertThat(made.json().get("accessRight").stringValue()).isEqualTo("EVENTS");
        assertThat(made.json().get("status").stringValue()).isEqualTo("ENABLED");
        assertThat(made.json().get("createdBy").stringValue()).isEqualTo("admin");
        assertThat(Instant.parse(made.json().get("createdAt").stringValue()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void theKeyOpensTheAccountInfo() {
        Answer info = server.with(server.makeKey(AccessRight.EVENTS)).get("/api/v1/account/info");

        assertThat(info.status()).isEqualTo(200);
        assertThat(info.json().get("organisationName").stringValue()).isEqualTo("My organisation");
        assertThat(info.json().get("createdBy").stringValue()).isEqualTo("admin");
    }

    @Test
    void theUserNameMayBeAnAddress() {
        TestKey key = server.makeKey(AccessRight.FULL);
        Caller caller = server.anonymous().as("https://crm.example", key.key());

        assertThat(caller.get("/api/v1/account/info").status()).isEqualTo(200);
        assertThat(caller.post("/verify", "{\"key\":\"" + key.key() + "\"}")
                        .json()
                        .get("valid")
                        .booleanValue())
                .isTrue();
        assertThat(caller.get("/verify").status()).isIn(204, 400);
    }

    @Test
    void theKeyStoresAnEventInEachVersion() {
        Caller key = server.with(server.makeKey(AccessRight.EVENTS));
        long before = events();

        assertThat(key.post("/api/v1/event", ORDER).status()).isEqualTo(200);
        assertThat(key.post("/api/v2/event", ORDER).status()).isEqualTo(200);
        assertThat(key.post("/api/v3/event", ORDER).status()).isEqualTo(200);

        assertThat(events() - before).isEqualTo(3);
        assertThat(server.database().value("SELECT params FROM event ORDER BY id DESC FETCH FIRST 1 ROW ONLY"))
                .contains("total", "9.90");
    }

    private long events() {
        return Long.parseLong(server.database().value("SELECT COUNT(*) FROM event WHERE event_type_key = 'order'"));
    }

    @Test
    void keysAreRefusedAlikeWhateverTheReason() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        String mistyped =
                key.key().substring(0, key.key().length() - 1) + (key.key().endsWith("0") ? "1" : "0");
        Answer first = assertRefused(mistyped);
        assertThat(withoutDate(first)).hasSizeGreaterThan(2);

        refused(key).forEach((reason, password) -> {
            Answer answer = assertRefused(password);
            assertThat(answer.body()).as(reason).isEqualTo(first.body());
            assertThat(withoutDate(answer)).as(reason).isEqualTo(withoutDate(first));
        });
    }

    private Map<String, String> refused(TestKey enabled) {
        TestKey disabled = server.makeKey(AccessRight.EVENTS);
        server.admin().patch(disabled.path(), "{\"status\":\"DISABLED\"}");
        TestKey deleted = server.makeKey(AccessRight.EVENTS);
        assertThat(server.admin().delete(deleted.path()).status()).isEqualTo(204);
        TestKey expired = server.makeKey(AccessRight.EVENTS);
        server.setTime(expired, "expires_at", Instant.now().minusSeconds(1));
        TestKey idle = server.makeKey(AccessRight.EVENTS);
        server.setTime(idle, "idle_since", Instant.now().minus(Duration.ofDays(91)));
        TestKey rotated = server.makeKey(AccessRight.EVENTS);
        server.admin().post(rotated.path() + "/rotation", "{\"overlap\":\"PT0S\"}");
        return Map.of(
                "none", "",
                "with something more", enabled.key() + " ",
                "another system's", "unknown",
                "unknown", KeyToken.generate(new SecureRandom()).value(),
                "disabled", disabled.key(),
                "deleted", deleted.key(),
                "expired", expired.key(),
                "not used for long", idle.key(),
                "rotated", rotated.key());
    }

    private static Map<String, List<String>> withoutDate(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers());
        headers.remove("Date");
        return headers;
    }

    private Answer assertRefused(String password) {
        Answer answer = server.anonymous()
                .as("anything", password)
                // Else each would have one of its own, and no two answers were alike.
                .with("X-Request-Id", "refused")
                .get("/api/v1/account/info");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).hasValue(CHALLENGE);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        return answer;
    }

    @Test
    void anyUserNameGoes() {
        TestKey key = server.makeKey(AccessRight.EVENTS);

        for (String userName : new String[] {"", "anything", "пошта-é-漢字", "a b", key.key()}) {
            assertThat(server.anonymous()
                            .as(userName, key.key())
                            .get("/api/v1/account/info")
                            .status())
                    .as(userName)
                    .isEqualTo(200);
        }
    }
}
