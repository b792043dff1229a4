package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.RawRequest;
import io.latchkey.testing.RawRequest.RawAnswer;
import io.latchkey.testing.TestKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a request whose caller loses access between its head and its body. */
@OnOneDatabase
class LateBodyIT {

    private static final String PASSWORD = "correct horse battery";

    private static final String EVENT = "{\"eventTypeKey\":\"late\",\"keyValue\":\"%s\",\"params\":{}}";
    private static final String CSV = "email,firstname\r\n%s@example.com,Ann\r\n";
    private static final String FORM = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"c.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n" + CSV + "--x--\r\n";

    private final LatchkeyServer server;
    private final Caller admin;

    LateBodyIT(LatchkeyServer server) {
        this.server = server;
        this.admin = server.admin();
    }

    private RawAnswer post(Caller caller, String path, String type, String body, Runnable meanwhile) {
        Map<String, String> headers = new HashMap<>(caller.headers());
        headers.put("Content-Type", type);
        return RawRequest.exchangeSlowly(server.base(), path, headers, body, () -> {
            meanwhile.run();
            // A body that comes sooner is not late.
            Pause.of(Duration.ofMillis(150));
        });
    }

    /** Waits until the head of a request has been read; if that takes longer, nothing is tested, but nothing fails. */
    private static void awaitHead() {
        Pause.of(Duration.ofSeconds(1));
    }

    /** Waits until the head of a request with a key has been read, if that is its first use. */
    private void awaitUse(TestKey key) {
        Pause.until(
                "the use of the key",
                Duration.ofSeconds(30),
                () -> !admin.get(key.path()).json().get("lastUsedAt").isNull());
    }

    private static void assertRefused(RawAnswer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate").orElseThrow()).startsWith("Basic realm=");
        assertThat(answer.text()).contains("urn:latchkey:problem:unauthenticated");
    }

    private void patch(String path, String change) {
        assertThat(admin.patch(path, change).status()).isEqualTo(200);
    }

    private RawAnswer send(String kind, Caller caller, String value, Runnable meanwhile) {
        return switch (kind) {
            case "event" -> post(caller, "/api/v3/event", "application/json", EVENT.formatted(value), meanwhile);
            case "file" ->
                post(caller, "/api/v1/contacts/upload?dedupeOn=email", "text/csv", CSV.formatted(value), meanwhile);
            default ->
                post(
                        caller,
                        "/api/v1/contacts/upload?dedupeOn=email",
                        "multipart/form-data; boundary=x",
                        FORM.formatted(value),
                        meanwhile);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"event", "file", "form"})
    void whatAKeySendsAfterItWasDisabledIsRefused(String kind) {
        TestKey kept = server.makeKey(AccessRight.FULL);
        TestKey disabled = server.makeKey(AccessRight.FULL);

        RawAnswer ofKept = send(kind, server.with(kept), UUID.randomUUID().toString(), () -> awaitUse(kept));
        RawAnswer ofDisabled =
                send(kind, server.with(disabled), UUID.randomUUID().toString(), () -> {
                    awaitUse(disabled);
                    patch(disabled.path(), "{\"status\":\"DISABLED\"}");
                });

        assertThat(ofKept.status()).as(ofKept.text()).isEqualTo(200);
        assertRefused(ofDisabled);
    }

    private RawAnswer sendWhileChanging(TestKey key, Caller caller, String change) {
        return send("event", caller, UUID.randomUUID().toString(), () -> {
            awaitUse(key);
            patch(key.path(), change);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"accessRight\":\"MESSAGES\"}|access-right-needed",
                "{\"allowedAddresses\":[\"192.0.2.1\"]}|address-not-allowed"
            })
    void soIsWhatItMayNoLongerSend(String change, String problem) {
        TestKey key = server.makeKey(AccessRight.FULL);

        RawAnswer answer = sendWhileChanging(key, server.with(key), change);

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.text()).contains("urn:latchkey:problem:" + problem);
    }

    @Test
    void whatItMayStillSendIsTaken() {
        TestKey key = server.makeKey(AccessRight.FULL);

        RawAnswer answer = sendWhileChanging(key, server.with(key), "{\"accessRight\":\"EVENTS\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void anEventTokenEndsWithTheRight() {
        TestKey key = server.makeKey(AccessRight.FULL);
        String token = server.with(key)
                .post("/api/v1/auth/token", "")
                .json()
                .get("access_token")
                .stringValue();

        RawAnswer answer = send("event", server.anonymous().with("Authorization", "Bearer " + token), "x", () -> {
            awaitHead();
            patch(key.path(), "{\"accessRight\":\"MESSAGES\"}");
        });

        assertRefused(answer);
    }

    private Caller newManager(String name) {
        assertThat(admin.post(
                                "/manage/v1/users",
                                "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\",\"role\":\"MANAGER\"}")
                        .status())
                .isEqualTo(201);
        return server.anonymous().as(name, PASSWORD);
    }

    private static String path(Caller user) {
        return "/manage/v1/users/"
                + user.get("/manage/v1/users/me").json().get("id").longValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE||unauthenticated",
                "PATCH|{\"password\":\"another horse battery\"}|unauthenticated",
                "PATCH|{\"role\":\"VIEWER\"}|role-needed"
            })
    void aUserWhoseAccessHasEndedMakesNoKey(String method, String change, String problem) {
        String name = "late-" + UUID.randomUUID();
        Caller manager = newManager(name);
        String user = path(manager);
        String request = "{\"description\":\"" + name + "\",\"accessRight\":\"FULL\"}";

        RawAnswer before = post(manager, "/manage/v1/keys", "application/json", request, LateBodyIT::awaitHead);
        RawAnswer after = post(manager, "/manage/v1/keys", "application/json", request, () -> {
            awaitHead();
            Answer changed = method.equals("DELETE") ? admin.delete(user) : admin.patch(user, change);
            assertThat(changed.status() / 100).as(changed.body()).isEqualTo(2);
        });

        assertThat(before.status()).as(before.text()).isEqualTo(201);
        if (problem.equals("unauthenticated")) {
            assertRefused(after);
        } else {
            assertThat(after.status()).as(after.text()).isEqualTo(403);
            assertThat(after.text()).contains("urn:latchkey:problem:" + problem);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/settings/profile", "/settings/import"})
    void aUserWhoseAccessHasEndedCompletesNoForm(String page) {
        Caller manager = newManager("late-" + UUID.randomUUID()).with("Sec-Fetch-Site", "same-origin");
        String user = path(manager);
        boolean upload = page.equals("/settings/import");
        String type = upload ? "multipart/form-data; boundary=x" : "application/x-www-form-urlencoded";
        String form = upload ? FORM.formatted("x") : "a=1";

        RawAnswer before = post(manager, page, type, form, LateBodyIT::awaitHead);
        RawAnswer after = post(manager, page, type, form, () -> {
            awaitHead();
            assertThat(admin.delete(user).status()).isEqualTo(204);
        });

        assertThat(before.status()).as(before.text()).isEqualTo(200);
        assertThat(after.status()).as(after.text()).isEqualTo(403);
    }
}
