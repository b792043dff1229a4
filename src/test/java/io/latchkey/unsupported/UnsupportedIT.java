package io.latchkey.unsupported;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reference has and this product has not: it says so, to those who may know. */
@OnEachDatabase
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
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            Answer answer = send(right, method, path);
            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:not-implemented");
            assertThat(send(AccessRight.EVENTS_AND_CONTACTS, method, path).status())
                    .isEqualTo(403);
        }
        assertThat(send(AccessRight.MESSAGES, "GET", path).status())
                .isEqualTo(right == AccessRight.MESSAGES ? 501 : 403);
        assertThat(server.anonymous().get(path).status()).isEqualTo(401);
    }

    private Answer send(AccessRight right, String method, String path) {
        return server.with(server.makeKey(right))
                .with("Content-Type", "text/plain")
                .send(method, path, HttpRequest.BodyPublishers.ofString("anything"));
    }

    @Test
    void aSimilarPathIsUnknown() {
        assertThat(send(AccessRight.FULL, "GET", "/api/v1/promocodesx").status())
                .isEqualTo(404);
    }
}
