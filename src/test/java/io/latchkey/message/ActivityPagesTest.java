package io.latchkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.export.ExportWriter;
import io.latchkey.json.Json;
import io.latchkey.outbox.ActivityPlace;
import io.latchkey.outbox.ActivityQuery;
import io.latchkey.outbox.ActivityStatus;
import io.latchkey.outbox.MessageHistory;
import io.latchkey.testing.CountedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.Stub;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.UnwovenEntities;
import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How much is read at once, and that nothing is left out or repeated in between. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class ActivityPagesTest {

    private static final long ORGANISATION = 6700;
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ALL = 25_000;
    private static final int PART = ActivityPages.PART;

    private final TestDatabase database;
    private final CountedDatabase counted;
    private final UnwovenEntities entities;
    private final EntityManager reading;
    private String method = "GET";

    ActivityPagesTest(TestDatabase database) {
        this.database = database;
        this.counted = new CountedDatabase(database.dataSource());
        this.entities = new UnwovenEntities(counted.dataSource());
        this.reading = entities.open();
        TestOrganisation.ensure(database, ORGANISATION);
        delete();
        insertContent(ORGANISATION, IntStream.range(0, 20).mapToObj("%0100d"::formatted));
        insertContent(ORGANISATION + 1, Stream.of());
    }

    @AfterEach
    void close() {
        reading.close();
        entities.close();
        delete();
    }

    private void delete() {
        database.execute("DELETE FROM message_activity WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM message WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM message_content WHERE organisation_id = ?", ORGANISATION);
    }

    private void insertContent(long id, Stream<String> tags) {
        database.execute(
                "INSERT INTO message_content (id, organisation_id, channel, template_id, name, language_code, sender,"
                        + " subject, plain_text, tags, personalised, created_at)"
                        + " VALUES (?, ?, 'EMAIL', 0, 'n', '', 'a@example.com', 'Hi', 'Hi', ?, FALSE,"
                        + " CURRENT_TIMESTAMP)",
                id,
                ORGANISATION,
                String.join("\n", tags.toList()));
    }

    /** Half of them have tags, and every third happens at the same time as the one before. */
    private void insert(int messages) {
        String numbers = database.environment().get("LATCHKEY_DB_URL").contains(":h2:")
                ? "SYSTEM_RANGE(1, ?)"
                : "generate_series(1, ?)";
        database.execute(
                "INSERT INTO message (id, organisation_id, request_id, content_id, channel, recipient, params, status,"
                        + " attempts, created_at, detail) SELECT 67000000 + x, 6700, 'activity-' || x,"
                        + " 6700 + MOD(x, 2), 'EMAIL', 'b@example.com', '{}', 'DELIVERED', 1,"
                        + " TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z', '' FROM " + numbers + " t(x)",
                messages);
        database.execute("INSERT INTO message_activity (message_id, status, organisation_id, recipient, happened_at)"
                + " SELECT id, 'DELIVERED', 6700, recipient, created_at"
                + " + (id - 67000000 - MOD(id, 3) / 2) * INTERVAL '1' SECOND"
                + " FROM message WHERE organisation_id = 6700");
    }

    private ActivityPages pages(Duration period, BooleanSupplier admitted) {
        HttpServletRequest request = Stub.request((called, arguments) -> method);
        return new ActivityPages(
                new MessageHistory(reading),
                new ExportWriter(period, request, Clock.systemUTC()),
                role -> admitted,
                new Json());
    }

    private Response answer(ActivityPages pages, int first, int limit) {
        return pages.answer(query(Optional.of(ActivityStatus.DELIVERED)), first, limit);
    }

    private static ActivityQuery query(Optional<ActivityStatus> status) {
        return new ActivityQuery(
                ORGANISATION,
                ActivityPlace.before(FROM),
                FROM.plus(Duration.ofDays(365)),
                Optional.of("b@example.com"),
                status,
                Optional.empty());
    }

    private String read(int first, int limit) throws IOException {
        return written(answer(pages(Duration.ofMinutes(1), () -> true), first, limit));
    }

    private static String written(Response response) throws IOException {
        if (!(response.getEntity() instanceof StreamingOutput body)) {
            return new Json().write(response.getEntity());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        body.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Long> numbers(String body) {
        return JsonMapper.shared()
                .readTree(body)
                .valueStream()
                .map(activity -> activity.get("iid").stringValue())
                .map(id -> Long.valueOf(id.substring("activity-".length())))
                .toList();
    }

    private static List<Long> all(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void aPageIsReadInParts() throws IOException {
        insert(2 * PART + 1);

        counted.executions();
        assertThat(numbers(read(0, ALL))).isEqualTo(all(1, 2 * PART + 1));
        // Of each part but the first, what happened at the time of the place is read by itself.
        assertThat(counted.executions()).isEqualTo(1 + 2 + 2);
        assertThat(numbers(read(0, 2 * PART))).isEqualTo(all(1, 2 * PART));
        assertThat(counted.executions()).isEqualTo(1 + 2);
        assertThat(numbers(read(1, ALL))).isEqualTo(all(2, 2 * PART + 1));
        assertThat(counted.executions()).isEqualTo(1 + 2 + 2);
        assertThat(numbers(read(7, PART + 3))).isEqualTo(all(8, PART + 10));
        assertThat(numbers(read(PART, PART))).isEqualTo(all(PART + 1, 2 * PART));
        assertThat(numbers(read(2 * PART, ALL))).isEqualTo(all(2 * PART + 1, 2 * PART + 1));
        assertThat(read(2 * PART + 1, ALL)).isEqualTo("[]");
    }

    @Test
    void ofTheTagsTheFirstIsShown() throws IOException {
        insert(2);

        JsonNode activities = JsonMapper.shared().readTree(read(0, ALL));

        assertThat(activities.get(0).has("messageTag")).isFalse();
        assertThat(activities.get(1).get("messageTag").stringValue()).isEqualTo("0".repeat(100));
    }

    @Test
    void whatHappensMeanwhileIsToldOnceAtMost() throws IOException {
        insert(PART + 1);

        Response response = pages(Duration.ofMinutes(1), () -> true).answer(query(Optional.empty()), 0, ALL);
        database.execute("INSERT INTO message_activity (message_id, status, organisation_id, recipient, happened_at)"
                + " SELECT message_id, 'READ', organisation_id, recipient, happened_at FROM message_activity"
                + " WHERE organisation_id = 6700");

        // Two of the later ones follow what had been read.
        assertThat(numbers(written(response)))
                .startsWith(all(1, PART).toArray(Long[]::new))
                .endsWith((long) PART, PART + 1L, PART + 1L)
                .hasSize(PART + 3);
    }

    @Test
    void withoutABodyOnlyTheFirstPartIsRead() throws IOException {
        insert(2 * PART + 1);

        method = "HEAD";
        counted.executions();
        written(answer(pages(Duration.ofMinutes(1), () -> true), 0, ALL));

        assertThat(counted.executions()).isEqualTo(1);
    }

    @Test
    void aPageThatIsBrokenOffIsNotWhole() throws IOException {
        insert(PART + 1);

        assertThat(written(answer(pages(Duration.ofNanos(1), () -> true), 0, ALL)))
                .startsWith("[{")
                .endsWith("},{\"error\":\"This response took too long and is not complete");
        assertThat(written(answer(pages(Duration.ofMinutes(1), () -> false), 0, ALL)))
                .endsWith("},{\"error\":\"This response was ended because its caller lost access, and is not complete");
        // Nothing further is read of a page that is whole.
        assertThat(numbers(written(answer(pages(Duration.ofNanos(1), () -> false), 0, PART))))
                .hasSize(PART);
    }

    @Test
    void aPageOfNoMoreThanAPartIsWholeOrAnError() throws IOException {
        insert(PART);

        assertThat(numbers(written(answer(pages(Duration.ofNanos(1), () -> false), 0, ALL))))
                .hasSize(PART);
    }
}
