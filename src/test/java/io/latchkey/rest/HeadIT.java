package io.latchkey.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contact.ContactApi;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** HEAD, to which each method that reads gives the answer of GET without its body. */
@OnOneDatabase
class HeadIT {

    private final LatchkeyServer server;
    private final Caller owner;
    private final Caller key;

    /** In an organisation of its own, where nothing is counted that other tests add. */
    HeadIT(LatchkeyServer server) {
        this.server = server;
        String name = "owner-" + UUID.randomUUID();
        server.addOrganisation(name);
        this.owner = server.anonymous().as(name, LatchkeyServer.ADMIN_PASSWORD);
        this.key = server.with(server.makeKey(owner, AccessRight.FULL));
    }

    /** Open Liberty leaves the length out, as a server may (RFC 9110, section 9.3.2). */
    private static Map<String, List<String>> withoutBody(Answer get) {
        Map<String, List<String>> headers = get.headersOfContent();
        if (System.getProperty("latchkey.test.server").equals("open-liberty")) {
            headers.remove("content-length");
        }
        return headers;
    }

    private static Answer head(Caller caller, String path) {
        return caller.send("HEAD", path, HttpRequest.BodyPublishers.noBody());
    }

    @Test
    void theHeadersAreThoseOfGet() {
        long contact = 0;
        for (int i = 0; i < 2; i++) {
            contact = ContactApi.save(
                    key, ContactApi.withEmail(ContactApi.newEmail()).replaceFirst("\\{", "{\"groups\":[\"All\"],"));
        }
        long group = key.get("/api/v1/groups").json().get(0).get("id").longValue();

        for (String path : List.of(
                "v1/version",
                "v1/account/info",
                "v1/balance",
                "v1/addressbooks",
                "v1/subscriptions",
                "v1/groups",
                "v1/group/" + group + "/contacts?maxrows=1",
                "v1/contacts?maxrows=1",
                "v1/contacts/email?ids=" + contact,
                "v1/contacts/export",
                "v1/contact/" + contact,
                "v1/contact/" + contact + "/subscriptions",
                "v2/contacts/activity?dateFrom=2026-01-01&dateTo=2026-01-02",
                "v1/messages/email",
                "v1/interfaces/email",
                "v1/callouts/sms")) {
            Answer get = key.get("/api/" + path);
            Answer head = head(key, "/api/" + path);

            assertThat(get.status()).as(path).isEqualTo(200);
            assertThat(head.status()).as(path).isEqualTo(200);
            assertThat(head.body()).as(path).isEmpty();
            assertThat(head.headersOfContent()).as(path).isEqualTo(withoutBody(get));
        }
        assertThat(head(key, "/api/v1/contacts?maxrows=1").header("TotalCount")).hasValue("2");
        assertThat(head(key, "/api/v1/contacts?maxrows=1").header("Link").orElseThrow())
                .contains("rel=\"next\"");
    }

    @Test
    void whatGetIsRefusedIsRefused() {
        Caller events = server.with(server.makeKey(owner, AccessRight.EVENTS));

        assertThat(head(key, "/api/v1/contacts?maxrows=0").status()).isEqualTo(400);
        assertThat(head(server.anonymous(), "/api/v1/contacts").status()).isEqualTo(401);
        assertThat(head(events, "/api/v1/contacts").status()).isEqualTo(403);
        assertThat(head(events, "/api/v1/contacts/export").status()).isEqualTo(403);
        assertThat(head(key, "/api/v1/contact/999999999999").status()).isEqualTo(404);
        assertThat(head(key, "/api/v1/contact").status()).isEqualTo(405);
    }
}
