package io.latchkey.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
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
        assertOnlyTheFirstPartIsReadForHead(key, "/api/v1/contacts/export", export);
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

        Caller forNdjson = owner().with("Accept", "application/x-ndjson");
        Answer ndjson = forNdjson.get("/manage/v1/audit");
        assertThat(ndjson.body()).endsWith("}\n{\"error\":\"" + FAILED);
        assertLoggedOnce(ndjson);
        assertOnlyTheFirstPartIsReadForHead(forNdjson, "/manage/v1/audit", ndjson);
        Caller forCsv = owner().with("Accept", "text/csv");
        Answer csv = forCsv.get("/manage/v1/audit");
        assertThat(csv.body()).endsWith("\r\n\"" + FAILED);
        assertLoggedOnce(csv);
        assertOnlyTheFirstPartIsReadForHead(forCsv, "/manage/v1/audit", csv);
        Caller signedIn = server.anonymous().with("Cookie", server.signIn(owner, LatchkeyServer.ADMIN_PASSWORD));
        Answer page = signedIn.get("/settings/audit.csv");
        assertThat(page.body()).endsWith("\r\n\"" + FAILED);
        assertLoggedOnce(page);
        assertOnlyTheFirstPartIsReadForHead(signedIn, "/settings/audit.csv", page);
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
        assertOnlyTheFirstPartIsReadForHead(key, "/api/v1/contacts?maxrows=40", part);
    }

    @Test
    void aPageOfActivitiesIsWholeUnlessItFails() {
        Caller key = server.with(server.makeKey(owner(), AccessRight.FULL));
        String page = "/api/v2/contacts/activity?dateFrom=2026-01-01&dateTo=2026-12-31";
        insertActivities();

        Answer whole = key.get(page);

        assertThat(whole.json().valueStream().map(activity -> activity.get("iid")
                        .stringValue()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, MANY)
                        .mapToObj(i -> organisation + "-" + i)
                        .toList());
        assertThat(whole.json().get(0).get("messageTag").stringValue()).isEqualTo("first");
        assertThat(whole.header("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(key.get(page + "&maxrows=700&startindex=3").json()).hasSize(700);
        Answer refused = key.get(page + "&maxrows=25001");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).hasValue("application/problem+json");

        server.database()
                .execute("UPDATE message SET channel = 'UNKNOWN' WHERE request_id = ?", organisation + "-" + 1200);
        Answer part = key.get(page);
        assertThat(part.status()).isEqualTo(200);
        assertThat(part.body()).startsWith("[{").endsWith("},{\"error\":\"" + FAILED);
        assertThat(part.body()).contains("\"" + organisation + "-1000\"").doesNotContain(organisation + "-1001");
        assertLoggedOnce(part);
        assertOnlyTheFirstPartIsReadForHead(key, page, part);

        server.database()
                .execute("UPDATE message SET channel = 'UNKNOWN' WHERE request_id = ?", organisation + "-" + 1);
        Answer failed = key.get(page);
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.header("Content-Type")).hasValue("application/problem+json");
    }

    private void insertActivities() {
        long content = 3_000_000_000L + organisation;
        server.database()
                .execute(
                        "INSERT INTO message_content (id, organisation_id, channel, template_id, name, language_code,"
                                + " sender, subject, plain_text, tags, personalised, created_at) VALUES (?, ?, 'EMAIL',"
                                + " 0, '', '', 'a@example.com', 's', 't', ?, FALSE, CURRENT_TIMESTAMP)",
                        content,
                        organisation,
                        "first\nsecond");
        server.database()
                .execute(
                        "INSERT INTO message (organisation_id, request_id, content_id, channel, recipient, params,"
                                + " status, attempts, created_at, detail) SELECT ?, ? || x, ?, 'EMAIL',"
                                + " 'b@example.com', '{}', 'DELIVERED', 1, CURRENT_TIMESTAMP, ''"
                                + " FROM SYSTEM_RANGE(1, ?)",
                        organisation,
                        organisation + "-",
                        content,
                        MANY);
        server.database()
                .execute(
                        "INSERT INTO message_activity (message_id, status, organisation_id, recipient, happened_at)"
                                + " SELECT id, 'DELIVERED', organisation_id, recipient,"
                                + " TIMESTAMP WITH TIME ZONE '2026-06-01 00:00:00Z' FROM message"
                                + " WHERE organisation_id = ?",
                        organisation);
    }

    /** The answer to HEAD is that to GET without the body, and nothing of it fails that is not in the first part. */
    private void assertOnlyTheFirstPartIsReadForHead(Caller caller, String path, Answer get) {
        Answer head = caller.send("HEAD", path, BodyPublishers.noBody());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        Map<String, List<String>> headers = head.headersOfContent();
        // The server counts what it has sent of a body whose length it does not know.
        headers.remove("content-length", List.of("0"));
        assertThat(headers).isEqualTo(get.headersOfContent());
        server.awaitLogged();
        assertThat(server.log()).doesNotContain(head.header("X-Request-Id").orElseThrow());
    }

    private void assertLoggedOnce(Answer export) {
        String id = export.header("X-Request-Id").orElseThrow();
        server.awaitLog(id);
        assertThat(server.log().lines().filter(line -> line.contains(id))).hasSize(1);
    }
}
