package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.database.SqlInstant;
import io.latchkey.testing.ExplainedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.Numbers;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.UnwovenEntities;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Which outcomes are found by a tag, and what is read to find them. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class MessageHistoryTest {

    private static final long ORGANISATION = 7801;
    private static final long FIRST = 78_010_000;
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Pattern INDEX = Pattern.compile("message_activity_of_\\w+");

    private final TestDatabase database;
    private final ExplainedDatabase explained;
    private final UnwovenEntities entities;
    private final EntityManager reading;
    private final MessageHistory history;

    MessageHistoryTest(TestDatabase database) {
        this.database = database;
        this.explained = new ExplainedDatabase(database);
        this.entities = new UnwovenEntities(explained.dataSource());
        this.reading = entities.open();
        this.history = new MessageHistory(reading);
        TestOrganisation.ensure(database, ORGANISATION);
        forget();
    }

    @AfterEach
    void close() {
        reading.close();
        entities.close();
        forget();
    }

    private void forget() {
        for (String table : List.of("message_activity", "message", "message_content")) {
            database.execute("DELETE FROM " + table + " WHERE organisation_id = ?", ORGANISATION);
        }
    }

    private void insertContent(int number, String... tags) {
        database.execute(
                "INSERT INTO message_content (id, organisation_id, channel, template_id, name, language_code, sender,"
                        + " subject, tags, personalised, created_at)"
                        + " VALUES (?, ?, 'EMAIL', 0, 'n', '', 'a@example.com', 'Hi', ?, FALSE, ?)",
                FIRST + number,
                ORGANISATION,
                String.join("\n", tags),
                SqlInstant.of(FROM));
    }

    /** Messages with this content, each delivered a second after the one before. */
    private void insertMessages(int content, int first, int count) {
        database.execute(
                "INSERT INTO message (id, organisation_id, request_id, content_id, channel, recipient, params, status,"
                        + " attempts, created_at, detail) SELECT " + FIRST + " + " + first + " + n, " + ORGANISATION
                        + ", 'history-' || (" + first
                        + " + n), ?, 'EMAIL', 'b@example.com', '{}', 'DELIVERED', 1, ?, ''"
                        + " FROM " + Numbers.upTo(count),
                FIRST + content,
                SqlInstant.of(FROM));
        database.execute(
                "INSERT INTO message_activity (message_id, status, organisation_id, recipient, happened_at)"
                        + " SELECT id, 'DELIVERED', organisation_id, recipient, created_at + (id - " + FIRST
                        + ") * INTERVAL '1' SECOND FROM message WHERE content_id = ?",
                FIRST + content);
    }

    private static ActivityQuery all(Optional<String> tag) {
        return new ActivityQuery(
                ORGANISATION,
                ActivityPlace.before(FROM),
                FROM.plus(Duration.ofDays(365)),
                Optional.empty(),
                Optional.empty(),
                tag);
    }

    private List<Long> found(Optional<String> tag, int limit) {
        return history.activity(all(tag), 0, limit).stream()
                .map(activity -> activity.place().messageId() - FIRST)
                .toList();
    }

    private List<Long> found(String tag) {
        return found(Optional.of(tag), 100);
    }

    @Test
    void aTagIsFoundAsAWhole() {
        List<List<String>> contents = List.of(
                List.of("sale"),
                List.of("winter sale"),
                List.of("sales", "sale"),
                List.of("a", "sale", "b"),
                List.of(),
                List.of("Sale"),
                List.of("a", "sales"),
                List.of("100%_!"));
        for (int i = 0; i < contents.size(); i++) {
            insertContent(i, contents.get(i).toArray(String[]::new));
            insertMessages(i, i, 1);
        }

        assertThat(found(Optional.empty(), 100)).hasSize(contents.size());
        assertThat(found("sale")).containsExactly(0L, 2L, 3L);
        assertThat(found("winter sale")).containsExactly(1L);
        assertThat(found("Sale")).containsExactly(5L);
        assertThat(found("a")).containsExactly(3L, 6L);
        assertThat(found("100%_!")).containsExactly(7L);
        for (String part : List.of("sal", "winter", "%", "_")) {
            assertThat(found(part)).as(part).isEmpty();
        }
    }

    @Test
    void anApostropheIsPartOfATag() {
        insertContent(0, "children's");
        insertContent(1, "other");
        insertMessages(0, 0, 1);
        insertMessages(1, 1, 1);

        assertThat(found("children's")).containsExactly(0L);
        for (String none : List.of("'", "x' OR 'a' = 'a", "\\' OR 1 = 1 --", "x') > 0 OR LOCATE('", "?", ":tag")) {
            assertThat(found(none)).as(none).isEmpty();
        }
    }

    /** The first outcomes do not have the tag. On H2, the query is not prepared, and so not explained. */
    @Test
    void itIsLookedForInTheOrderOfTheList() {
        assumeTrue(database.isPostgresql());
        insertContent(0, "other");
        insertContent(1, "sale");
        insertMessages(0, 0, 10);
        insertMessages(1, 10, 5_000);
        database.analyze("message_activity", "message", "message_content");

        assertThat(found(Optional.empty(), 20)).startsWith(0L).hasSize(20);
        assertThat(found(Optional.of("sale"), 10)).startsWith(10L).hasSize(10);

        List<String> plans = explained.plans();
        assertThat(plans).hasSize(2);
        assertThat(indexes(plans.get(1))).as(plans.get(1)).isNotEmpty().isEqualTo(indexes(plans.get(0)));
        assertThat(ExplainedDatabase.read(plans.get(1)))
                .as(plans.get(1))
                .isLessThanOrEqualTo(2 * ExplainedDatabase.read(plans.get(0)));
    }

    /** As when a server that was away reports what it has delivered. On H2, the queries are not explained. */
    @Test
    void aLatePartOfWhatHappenedAtOneTimeIsReadAsQuicklyAsTheFirst() {
        insertContent(0, "sale");
        insertMessages(0, 0, 5_000);
        database.execute(
                "UPDATE message_activity SET happened_at = ? WHERE organisation_id = ?",
                SqlInstant.of(FROM),
                ORGANISATION);
        database.execute(
                "UPDATE message_activity SET happened_at = ? WHERE message_id = ?",
                SqlInstant.of(FROM.plusSeconds(1)),
                FIRST + 4_999);
        database.analyze("message_activity", "message", "message_content");
        ActivityQuery query = all(Optional.empty());
        List<Long> found = new ArrayList<>();
        List<String> plans = new ArrayList<>();
        List<Activity> part = history.activity(query, 0, 500);
        while (!part.isEmpty()) {
            part.forEach(activity -> found.add(activity.place().messageId() - FIRST));
            query = query.following(part.get(part.size() - 1));
            explained.plans();
            part = history.activity(query, 0, 500);
            explained.plans().stream().findFirst().ifPresent(plans::add);
        }

        assertThat(found).isEqualTo(LongStream.range(0, 5_000).boxed().toList());
        if (database.isPostgresql()) {
            assertThat(ExplainedDatabase.read(plans.get(8)))
                    .as(plans.get(8))
                    .isLessThanOrEqualTo(ExplainedDatabase.read(plans.get(0)) * 11 / 10);
        }
    }

    private static Set<String> indexes(String plan) {
        return INDEX.matcher(plan.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
