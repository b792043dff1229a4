package io.latchkey.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An export that takes too long, as its reader gets it: nobody may take the part for the whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportPeriodIT {

    /** More than is read from the database at once. */
    private static final int MANY = 1500;

    private LatchkeyServer server;

    @BeforeAll
    void start() {
        server = LatchkeyServer.start(DatabaseKind.H2, Map.of("LATCHKEY_EXPORT_PERIOD", "PT0.000001S"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void anExportOfContactsBreaksOff() {
        Caller key = server.with(server.makeKey(AccessRight.FULL));
        insertContacts(1, 10);
        assertThat(key.get("/api/v1/contacts/export").body().lines()).hasSize(10);
        insertContacts(11, MANY);

        assertBrokenOff(key, "/api/v1/contacts/export");
    }

    private void insertContacts(long first, long last) {
        server.database()
                .execute(
                        "INSERT INTO contact (id, organisation_id, fields, created_at, updated_at)"
                                + " SELECT x, o.id, '{}', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP"
                                + " FROM SYSTEM_RANGE(?, ?), organisation o",
                        1_000_000 + first,
                        1_000_000 + last);
    }

    @Test
    void anExportOfTheAuditLogBreaksOff() {
        Caller admin = server.admin();
        Caller ndjson = admin.with("Accept", "application/x-ndjson");
        Caller csv = admin.with("Accept", "text/csv");
        String page = server.signIn("admin", LatchkeyServer.ADMIN_PASSWORD);
        assertThat(ndjson.get("/manage/v1/audit").status()).isEqualTo(200);
        assertThat(csv.get("/manage/v1/audit").body()).startsWith("position,").endsWith("\n");

        importKeys();

        assertBrokenOff(ndjson, "/manage/v1/audit");
        assertBrokenOff(csv, "/manage/v1/audit");
        assertBrokenOff(server.anonymous().with("Cookie", page), "/settings/audit.csv");
    }

    private void importKeys() {
        String keys = IntStream.range(0, MANY)
                .mapToObj(i ->
                        "{\"description\":\"a\",\"accessRight\":\"EVENTS\",\"key\":\"" + UUID.randomUUID() + "\"}\n")
                .collect(Collectors.joining());
        Answer imported = server.admin()
                .with("Content-Type", "application/x-ndjson")
                .send("POST", "/manage/v1/keys/import", BodyPublishers.ofString(keys));
        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
    }

    private static void assertBrokenOff(Caller caller, String path) {
        String last = caller.get(path).body().lines().reduce("", (first, second) -> second);

        assertThat(last).isIn("{\"error\":\"" + ExportWriter.INCOMPLETE, "\"" + ExportWriter.INCOMPLETE);
    }
}
