package io.latchkey.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Caller;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An export whose caller loses access while it is written: a client that reads slowly gets no more of it. */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class ExportRevocationIT {

    // Both exports have over 20 MB: more than the buffers on the way to a client that does not read.
    private static final int CONTACTS = 400;
    private static final int ENTRIES = 80_000;
    private static final long FIRST_CONTACT = 3_000_000_000L;

    private final LatchkeyServer server;
    private final String owner = "owner-" + UUID.randomUUID();
    private final long organisation;

    ExportRevocationIT(LatchkeyServer server) {
        this.server = server;
        this.organisation = server.addOrganisation(owner);
    }

    private Caller owner() {
        return server.anonymous().as(owner, LatchkeyServer.ADMIN_PASSWORD);
    }

    private HttpResponse<InputStream> begin(Caller caller, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.base().resolve(path));
        caller.headers().forEach(request::header);
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private static String rest(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The whole would be more than a message of a failed test should have. */
    private static String endOf(String text) {
        return text.substring(text.length() - 200);
    }

    private void addContacts() {
        server.database()
                .execute(
                        "INSERT INTO contact (id, organisation_id, fields, created_at, updated_at)"
                                + " SELECT x, ?, '{\"1\":\"' || REPEAT('y', 60000) || '\"}', CURRENT_TIMESTAMP,"
                                + " CURRENT_TIMESTAMP FROM generate_series(?, ?) x",
                        organisation,
                        FIRST_CONTACT,
                        FIRST_CONTACT + CONTACTS);
    }

    @Test
    void contactsEndWithTheKey() throws IOException, InterruptedException {
        TestKey key = server.makeKey(owner(), AccessRight.FULL);
        addContacts();

        HttpResponse<InputStream> export = begin(server.with(key), "/api/v1/contacts/export");
        // What is on its way by now has been read.
        TimeUnit.SECONDS.sleep(2);
        assertThat(owner().patch(key.path(), "{\"status\":\"DISABLED\"}").status())
                .isEqualTo(200);
        server.database()
                .execute(
                        "UPDATE contact SET fields = '{\"1\":\"read too late\"}' WHERE organisation_id = ?",
                        organisation);

        String contacts = rest(export);
        assertThat(endOf(contacts)).endsWith("}\n{\"error\":\"" + ExportWriter.REFUSED);
        assertThat(contacts.contains("read too late")).isFalse();
    }

    @Test
    void theAuditLogEndsWithTheUsersRole() throws IOException, InterruptedException {
        server.makeKey(owner(), AccessRight.FULL);
        server.database()
                .execute(
                        "INSERT INTO audit_entry (organisation_id, position, at, actor_kind, actor, action, key_number,"
                                + " subject, digest) SELECT ?, x, CURRENT_TIMESTAMP, 'USER', 'admin', 'KEY_COPIED', 1,"
                                + " REPEAT('s', 100), '' FROM generate_series(100, ?) x",
                        organisation,
                        ENTRIES);

        HttpResponse<InputStream> export = begin(owner().with("Accept", "application/x-ndjson"), "/manage/v1/audit");
        TimeUnit.SECONDS.sleep(2);
        server.database().execute("UPDATE account_user SET role = 'VIEWER' WHERE name = ?", owner);

        assertThat(endOf(rest(export))).endsWith("}\n{\"error\":\"" + ExportWriter.REFUSED);
    }
}
