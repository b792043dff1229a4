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
            // The head is read within it. If it is not, nothing here fails, and nothing is tested.
            Pause.of(Duration.ofSeconds(1));
            meanwhile.run();
        });
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
        TestKey key = server.makeKey(AccessRight.FULL);

        RawAnswer before = send(kind, server.with(key), UUID.randomUUID().toString(), () -> {});
        RawAnswer after = send(
                kind,
                server.with(key),
                UUID.randomUUID().toString(),
                () -> patch(key.path(), "{\"status\":\"DISABLED\"}"));

        assertThat(before.status()).as(before.text()).isEqualTo(200);
        assertRefused(after);
    }

    @Test
    void soIsWhatItsRightNoLongerCovers() {
        TestKey key = server.makeKey(AccessRight.FULL);

        assertRefused(send("event", server.with(key), "x", () -> patch(key.path(), "{\"accessRight\":\"MESSAGES\"}")));
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
            value = {"DELETE|", "PATCH|{\"role\":\"VIEWER\"}", "PATCH|{\"password\":\"another horse battery\"}"})
    void aUserWhoseAccessHasEndedMakesNoKey(String method, String change) {
        String name = "late-" + UUID.randomUUID();
        Caller manager = newManager(name);
        String user = path(manager);
        String request = "{\"description\":\"" + name + "\",\"accessRight\":\"FULL\"}";

        RawAnswer before = post(manager, "/manage/v1/keys", "application/json", request, () -> {});
        RawAnswer after = post(manager, "/manage/v1/keys", "application/json", request, () -> {
            Answer changed = method.equals("DELETE") ? admin.delete(user) : admin.patch(user, change);
            assertThat(changed.status() / 100).as(changed.body()).isEqualTo(2);
        });

        assertThat(before.status()).as(before.text()).isEqualTo(201);
        assertRefused(after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/settings/profile", "/settings/import"})
    void aUserWhoseAccessHasEndedCompletesNoForm(String page) {
        Caller manager = newManager("late-" + UUID.randomUUID()).with("Sec-Fetch-Site", "same-origin");
        String user = path(manager);
        boolean upload = page.equals("/settings/import");
        String type = upload ? "multipart/form-data; boundary=x" : "application/x-www-form-urlencoded";
        String form = upload ? FORM.formatted("x") : "a=1";

        RawAnswer before = post(manager, page, type, form, () -> {});
        RawAnswer after = post(
                manager, page, type, form, () -> assertThat(admin.delete(user).status())
                        .isEqualTo(204));

        assertThat(before.status()).as(before.text()).isEqualTo(200);
        assertThat(after.status()).as(after.text()).isEqualTo(403);
    }
}
