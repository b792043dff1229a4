package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.database.DatabaseFault;
import io.latchkey.database.JdbcTransaction;
import io.latchkey.template.Channel;
import io.latchkey.template.Labels;
import io.latchkey.template.Template;
import io.latchkey.template.Wording;
import io.latchkey.testing.AtOnce;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.UnwovenEntities;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** How often what is sent again is stored. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class ContentStoreTest {

    private static final long ORGANISATION = 6800;
    private static final long OTHER = 6801;

    private final TestDatabase database;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    ContentStoreTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void deleteContents() {
        TestOrganisation.ensure(database, ORGANISATION);
        TestOrganisation.ensure(database, OTHER);
        database.execute("DELETE FROM message_content WHERE organisation_id IN (6800, 6801)");
    }

    private MessageContent email(long organisation, String html) {
        // Each is sent at another time.
        now = now.plusSeconds(1);
        return MessageContent.email(
                organisation, "a@b.c", "s", Optional.of(html), Optional.empty(), List.of("t", "u"), true, now);
    }

    private Map<MessageContent, StoredContent> store(long organisation, List<MessageContent> contents) {
        try {
            return JdbcTransaction.call(
                    database.dataSource(), connection -> ContentStore.store(connection, organisation, contents));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private StoredContent store(MessageContent content) {
        return store(content.organisationId(), List.of(content)).get(content);
    }

    private String count() {
        return database.value("SELECT COUNT(*) FROM message_content WHERE organisation_id IN (6800, 6801)");
    }

    @Test
    void anEmailThatIsSentAgainIsStoredOnce() {
        StoredContent first = store(email(ORGANISATION, "x"));
        StoredContent again = store(email(ORGANISATION, "x"));
        StoredContent third = store(email(ORGANISATION, "x"));

        assertThat(first.instanceId()).isEmpty();
        assertThat(List.of(again.id(), third.id())).containsOnly(first.id());
        assertThat(Set.of(
                        first.id(),
                        again.instanceId().orElseThrow(),
                        third.instanceId().orElseThrow()))
                .as("clients tell the requests apart")
                .hasSize(3);
        assertThat(count()).isEqualTo("1");
    }

    @Test
    void anotherOrganisationHasItsOwn() {
        assertThat(store(email(OTHER, "x")).id())
                .isNotEqualTo(store(email(ORGANISATION, "x")).id());
    }

    @Test
    void whatDiffersInAnythingIsStored() {
        List<MessageContent> contents = List.of(
                content("a@b.c", "s", "h", null, List.of("t"), true),
                content("a@b.d", "s", "h", null, List.of("t"), true),
                content("a@b.c", "S", "h", null, List.of("t"), true),
                content("a@b.c", "s", "H", null, List.of("t"), true),
                content("a@b.c", "s", null, "h", List.of("t"), true),
                content("a@b.c", "s", "h", "", List.of("t"), true),
                content("a@b.c", "s", "h", null, List.of(), true),
                content("a@b.c", "s", "h", null, List.of("t", "t"), true),
                content("a@b.c", "s", "h", null, List.of("t"), false),
                content("a@b.cs", "", "h", null, List.of("t"), true));

        Map<MessageContent, StoredContent> stored = store(ORGANISATION, contents);

        assertThat(stored.values()).extracting(StoredContent::id).doesNotHaveDuplicates();
        assertThat(stored.values()).allMatch(one -> one.instanceId().isEmpty());
        assertThat(count()).isEqualTo("10");
        assertThat(store(content("a@b.c", "s", "h", null, List.of("t"), true)).id())
                .isEqualTo(stored.get(contents.get(0)).id());
    }

    @Test
    void aTemplatesWordingIsStoredAgainOnceItHasChanged() {
        List<MessageContent> contents = List.of(
                ofTemplate(1, "n", "en", "h"),
                ofTemplate(2, "n", "en", "h"),
                ofTemplate(1, "N", "en", "h"),
                ofTemplate(1, "n", "uk", "h"),
                ofTemplate(1, "n", "en", "H"));

        contents.forEach(content -> assertThat(store(content).instanceId()).isEmpty());
        assertThat(store(ofTemplate(1, "n", "en", "h")).instanceId()).isPresent();
        assertThat(count()).isEqualTo("5");
    }

    private MessageContent ofTemplate(long id, String name, String language, String html) {
        Optional<String> none = Optional.empty();
        Wording wording = new Wording(name, language, "a@b.c", "s", Optional.of(html), none, none, none, none, true);
        Labels labels = new Labels("labels", List.of(), List.of());
        return MessageContent.of(
                ORGANISATION, new Template(id, Channel.EMAIL, labels, wording, List.of()), wording, "a@b.c", now);
    }

    private MessageContent content(
            String sender, String subject, String html, String text, List<String> tags, boolean personalised) {
        return MessageContent.email(
                ORGANISATION,
                sender,
                subject,
                Optional.ofNullable(html),
                Optional.ofNullable(text),
                tags,
                personalised,
                now);
    }

    @Test
    void whatIsStoredIsReadAsItWas() {
        long id =
                store(content("a@b.c", "s", "h", "p", List.of("t", "u"), false)).id();

        try (UnwovenEntities entities = new UnwovenEntities(database.dataSource());
                EntityManager reading = entities.open()) {
            MessageContent read = reading.find(MessageContent.class, id);
            assertThat(read.organisationId()).isEqualTo(ORGANISATION);
            assertThat(read.createdAt()).isEqualTo(now);
            assertThat(read.tags()).containsExactly("t", "u");
            assertThat(read.digest())
                    .isEqualTo(content("a@b.c", "s", "h", "p", List.of("t", "u"), false)
                            .digest());
        }
    }

    /** Their statistics are listed for each request. */
    @Test
    void eachTextMessageIsStored() {
        store(MessageContent.sms(ORGANISATION, "Shop", "t", List.of(), now));
        store(MessageContent.sms(ORGANISATION, "Shop", "t", List.of(), now));

        assertThat(count()).isEqualTo("2");
    }

    @Test
    void whoeverStoresTheSameMeanwhileFindsItNext() throws Exception {
        CompletableFuture<StoredContent> second;
        StoredContent first;
        try (var connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            MessageContent content = email(ORGANISATION, "x");
            first = ContentStore.store(connection, ORGANISATION, List.of(content))
                    .get(content);
            MessageContent same = email(ORGANISATION, "x");
            second = CompletableFuture.supplyAsync(() -> retried(List.of(same)).get(same));
            // Long enough for it to wait for this transaction.
            Pause.of(Duration.ofMillis(500));
            connection.commit();
        }

        assertThat(second.get(30, TimeUnit.SECONDS).id()).isEqualTo(first.id());
        assertThat(count()).isEqualTo("1");
    }

    /** Repeats after a duplicate, but not after a deadlock, which the order of the contents prevents. */
    private Map<MessageContent, StoredContent> retried(List<MessageContent> contents) {
        while (true) {
            try {
                return JdbcTransaction.call(
                        database.dataSource(), connection -> ContentStore.store(connection, ORGANISATION, contents));
            } catch (SQLException e) {
                if (!DatabaseFault.isDuplicate(e)) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Test
    void manyRequestsWithTheSameContentsInAnyOrderStoreThemOnce() {
        List<List<MessageContent>> requests = IntStream.range(0, 8)
                .mapToObj(i -> {
                    List<MessageContent> contents = new ArrayList<>(IntStream.range(0, 20)
                            .mapToObj(number -> email(ORGANISATION, "e-mail " + number))
                            .toList());
                    Collections.rotate(contents, 7 * i);
                    return contents;
                })
                .toList();

        Set<Long> ids = new HashSet<>();
        AtOnce.make(requests.size(), i -> retried(requests.get(i)))
                .forEach(stored -> stored.values().forEach(one -> ids.add(one.id())));

        assertThat(ids).hasSize(20);
        assertThat(count()).isEqualTo("20");
    }
}
