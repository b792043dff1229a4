package io.latchkey.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** An export that fails after it has begun, as its reader gets it: nobody may take the part for the whole. */
@OnOneDatabase
class ExportFailureIT {

    /** More than is read from the database at once. */
    private static final int MANY = 1500;

    private static final String FAILED = ExportWriter.FAILED;

    private final LatchkeyServer server;
    private final String owner = "owner-" + UUID.randomUUID();
    private final long organisation;

    ExportFailureIT(LatchkeyServer server) {
        this.server = server;
        this.organisation = server.addOrganisation(owner);
    }

    private Caller owner() {
        return server.anonymous().as(owner, LatchkeyServer.ADMIN_PASSWORD);
    }

    @Test
    void anExportOfContactsThatFailsIsNotWhole() {
        Caller key = server.with(server.makeKey(owner(), AccessRight.FULL));
        long first = 1_000_000_000L + organisation;
        server.database()
                .execute(
                        "INSERT INTO contact (id, organisation_id, fields, created_at, updated_at)"
                                + " SELECT x, ?, CASE WHEN x < ? THEN '{}' ELSE 'unreadable' END, CURRENT_TIMESTAMP,"
                                + " CURRENT_TIMESTAMP FROM SYSTEM_RANGE(?, ?)",
                        organisation,
                        first + 700,
                        first,
                        first + MANY);

        Answer export = key.get("/api/v1/contacts/export");
        String contacts = export.body();

        assertThat(contacts.lines()).hasSize(501);
        assertThat(contacts).endsWith("}\n{\"error\":\"" + FAILED);
        assertLoggedOnce(export);
    }

    @Test
    void anExportOfTheAuditLogThatFailsIsNotWhole() {
        server.makeKey(owner(), AccessRight.FULL);
        server.database()
                .execute(
                        "INSERT INTO audit_entry (organisation_id, position, at, actor_kind, actor, action, key_number,"
                                + " digest) SELECT ?, x, CURRENT_TIMESTAMP, 'USER', 'admin', CASE WHEN x < 1200"
                                + " THEN 'KEY_COPIED' ELSE 'UNKNOWN' END, 1, '' FROM SYSTEM_RANGE(100, ?)",
                        organisation,
                        MANY);

        Answer ndjson = owner().with("Accept", "application/x-ndjson").get("/manage/v1/audit");
        assertThat(ndjson.body()).endsWith("}\n{\"error\":\"" + FAILED);
        assertLoggedOnce(ndjson);
        Answer csv = owner().with("Accept", "text/csv").get("/manage/v1/audit");
        assertThat(csv.body()).endsWith("\r\n\"" + FAILED);
        assertLoggedOnce(csv);
        Answer page = server.anonymous()
                .with("Cookie", server.signIn(owner, LatchkeyServer.ADMIN_PASSWORD))
                .get("/settings/audit.csv");
        assertThat(page.body()).endsWith("\r\n\"" + FAILED);
        assertLoggedOnce(page);
    }

    @Test
    void aPageOfContactsWithMuchDataIsWholeUnlessItFails() {
        Caller key = server.with(server.makeKey(owner(), AccessRight.FULL));
        long first = 2_000_000_000L + organisation;
        server.database()
                .execute(
                        "INSERT INTO contact (id, organisation_id, fields, created_at, updated_at)"
                                + " SELECT x, ?, '{\"1\":\"' || REPEAT('y', 60000) || '\"}', CURRENT_TIMESTAMP,"
                                + " CURRENT_TIMESTAMP FROM SYSTEM_RANGE(?, ?)",
                        organisation,
                        first + 1,
                        first + 50);

        Answer whole = key.get("/api/v1/contacts?maxrows=40&startindex=2");

        assertThat(whole.json().valueStream().map(contact -> contact.get("id").longValue()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(first + 2, first + 41).boxed().toList());
        assertThat(whole.json().get(39).at("/fields/0/value").stringValue()).hasSize(60_000);
        assertThat(whole.header("TotalCount")).hasValue("50");
        assertThat(whole.header("Link").orElseThrow()).contains("after=" + (first + 41));
        assertThat(whole.header("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(key.get("/api/v1/contacts/export").body().lines()).hasSize(50);

        server.database().execute("UPDATE contact SET fields = 'unreadable' WHERE id = ?", first + 35);
        Answer part = key.get("/api/v1/contacts?maxrows=40");
        assertThat(part.body()).startsWith("[{").endsWith("},{\"error\":\"" + FAILED);
        assertLoggedOnce(part);
    }

    private void assertLoggedOnce(Answer export) {
        String id = export.header("X-Request-Id").orElseThrow();
        server.awaitLog(id);
        assertThat(server.log().lines().filter(line -> line.contains(id))).hasSize(1);
    }
}
