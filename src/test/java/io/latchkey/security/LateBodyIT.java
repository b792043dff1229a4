package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.metrics.Scrape;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.OutdatedHash;
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

        double accepted = accepted();

        RawAnswer answer = send("event", server.anonymous().with("Authorization", "Bearer " + token), "x", () -> {
            Pause.until("the use of the token", Duration.ofSeconds(30), () -> accepted() > accepted);
            patch(key.path(), "{\"accessRight\":\"MESSAGES\"}");
        });

        assertRefused(answer);
    }

    private double accepted() {
        return Scrape.of(server).value("latchkey_authentications_total", Map.of("result", "accepted"));
    }

    private Caller newManager(String name) {
        assertThat(admin.post(
                                "/manage/v1/users",
                                "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\",\"role\":\"MANAGER\"}")
                        .status())
                .isEqualTo(201);
        return server.anonymous().as(name, PASSWORD);
    }

    /** Sends the body after something has happened to a user who was authenticated by the head. */
    private RawAnswer postAuthenticated(String name, String path, String type, String body, Runnable meanwhile) {
        OutdatedHash hash = OutdatedHash.giveTo(name, PASSWORD, server.database());
        Caller user = server.anonymous().as(name, PASSWORD).with("Sec-Fetch-Site", "same-origin");
        return post(user, path, type, body, () -> {
            hash.awaitReplacement();
            meanwhile.run();
        });
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
        String user = path(newManager(name));
        String request = "{\"description\":\"" + name + "\",\"accessRight\":\"FULL\"}";

        RawAnswer before = postAuthenticated(name, "/manage/v1/keys", "application/json", request, () -> {});
        RawAnswer after = postAuthenticated(name, "/manage/v1/keys", "application/json", request, () -> {
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
        String name = "late-" + UUID.randomUUID();
        String user = path(newManager(name));
        boolean upload = page.equals("/settings/import");
        String type = upload ? "multipart/form-data; boundary=x" : "application/x-www-form-urlencoded";
        String form = upload ? FORM.formatted("x") : "a=1";

        RawAnswer before = postAuthenticated(name, page, type, form, () -> {});
        RawAnswer after = postAuthenticated(
                name, page, type, form, () -> assertThat(admin.delete(user).status())
                        .isEqualTo(204));

        assertThat(before.status()).as(before.text()).isEqualTo(200);
        assertThat(after.status()).as(after.text()).isEqualTo(403);
    }
}
