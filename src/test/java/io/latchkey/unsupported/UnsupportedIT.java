package io.latchkey.unsupported;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reference has and this product has not: it says so, to those who may know. */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class UnsupportedIT {

    private final LatchkeyServer server;

    UnsupportedIT(LatchkeyServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/messages/mobilepush, MESSAGES",
        "/api/v1/messages/mobilepush/7, MESSAGES",
        "/api/v1/messages/mobilepush/7/en, MESSAGES",
        "/api/v1/messages/appinbox, MESSAGES",
        "/api/v1/messages/webpush, MESSAGES",
        "/api/v1/messages/viber/7, MESSAGES",
        "/api/v1/message/viber, MESSAGES",
        "/api/v1/messages/telegram, MESSAGES",
        "/api/v1/apps/x/tokens, FULL",
        "/api/v1/contact/token/activated/x/y, FULL",
        "/api/v1/site/domains, FULL",
        "/api/v1/site/webpush/script?domain=a, FULL",
        "/api/v2/contacts/recoms/7, FULL",
        "/api/v1/promocodes, FULL",
        "/api/v1/promocodes/count, FULL",
    })
    void answers501UnderTheRightOfItsKind(String path, AccessRight right) {
        TestKey open = server.makeKey(right);
        TestKey closed = server.makeKey(AccessRight.EVENTS_AND_CONTACTS);
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            Answer answer = send(open, method, path);
            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:not-implemented");
            assertThat(send(closed, method, path).status()).isEqualTo(403);
        }
        assertThat(send(server.makeKey(AccessRight.MESSAGES), "GET", path).status())
                .isEqualTo(right == AccessRight.MESSAGES ? 501 : 403);
        assertThat(server.anonymous().get(path).status()).isEqualTo(401);
    }

    private Answer send(TestKey key, String method, String path) {
        return server.with(key)
                .with("Content-Type", "text/plain")
                .send(
                        method,
                        path,
                        // The server itself refuses a GET or DELETE with a body.
                        method.startsWith("P")
                                ? HttpRequest.BodyPublishers.ofString("anything")
                                : HttpRequest.BodyPublishers.noBody());
    }

    @Test
    void aSimilarPathIsUnknown() {
        assertThat(send(server.makeKey(AccessRight.FULL), "GET", "/api/v1/promocodesx")
                        .status())
                .isEqualTo(404);
    }
}
