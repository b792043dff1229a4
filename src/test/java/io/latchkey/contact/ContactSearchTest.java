package io.latchkey.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.rest.PageRequest;
import io.latchkey.rest.PageResponse;
import io.latchkey.segment.Segment;
import io.latchkey.segment.Segments;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.Numbers;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.UnwovenEntities;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** How far contacts are counted, and reached by the number of their row, as clients page that know no other way. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class ContactSearchTest {

    /** Beyond the ids that other tests use in the same databases. */
    private static final long ORGANISATION = 6_300_000;

    private static final long FIRST = 630_000_000;

    /** Eleven times as many are a few more than are counted, and twice as many are called Ann. */
    private static final int MANY = 9_100;

    private static final long LAST = FIRST + 11 * MANY - 1;

    private final TestDatabase database;
    private final UnwovenEntities entities;
    private final EntityManager reading;
    private final Segments segments;
    private final ContactSearch search;

    ContactSearchTest(TestDatabase database) {
        this.database = database;
        this.entities = new UnwovenEntities(database.dataSource());
        this.reading = entities.open();
        this.segments = new Segments(reading, Clock.systemUTC());
        this.search = new ContactSearch(reading, new ContactFinder(reading), segments);
        TestOrganisation.ensure(database, ORGANISATION);
        delete();
        insert();
    }

    private void insert() {
        String time = "TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z'";
        for (int i = 0; i < 11; i++) {
            database.execute(
                    "INSERT INTO contact (id, organisation_id, first_name_key, last_name_key, fields, created_at,"
                            + " updated_at) SELECT CAST(? AS BIGINT) + n, " + ORGANISATION + ", '"
                            + (i < 2 ? "ann" : "bo")
                            + "', 'lee', '{}', " + time + ", " + time + " FROM " + Numbers.upTo(MANY),
                    FIRST + (long) i * MANY);
        }
        database.execute(
                "INSERT INTO segment (id, organisation_id, name, name_key, created_at) VALUES (?, ?, 'All', 'all', "
                        + time + ")",
                ORGANISATION,
                ORGANISATION);
        database.execute(
                "INSERT INTO segment_member (segment_id, contact_id, organisation_id)"
                        + " SELECT organisation_id, id, organisation_id FROM contact WHERE organisation_id = ?",
                ORGANISATION);
    }

    @AfterEach
    void close() {
        reading.close();
        entities.close();
        delete();
    }

    private void delete() {
        for (String table : List.of("segment_member", "segment", "contact")) {
            database.execute("DELETE FROM " + table + " WHERE organisation_id = ?", ORGANISATION);
        }
    }

    private PageResponse<Long> search(Optional<String> firstName, Optional<String> lastName, PageRequest page) {
        ContactCriteria criteria = new ContactCriteria(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                firstName,
                lastName,
                Optional.empty(),
                Optional.empty());
        return search.search(ORGANISATION, criteria, page);
    }

    private PageResponse<Long> search(Optional<String> firstName, Optional<String> lastName) {
        return search(firstName, lastName, lastByNumber());
    }

    private static PageRequest lastByNumber() {
        return new PageRequest(PageRequest.MAX_INDEX - 1, 0, PageRequest.MAX_ROWS);
    }

    private static List<Long> contacts(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void aHundredThousandAreReachedByNumberAndCounted() {
        Segment all = segments.find(ORGANISATION, "all").orElseThrow();

        for (PageResponse<Long> page : List.of(
                search(Optional.empty(), Optional.empty()),
                search(Optional.empty(), Optional.of("Lee")),
                search.members(all, lastByNumber()))) {
            assertThat(page.rows()).isEqualTo(contacts(FIRST + 99_999, LAST));
            assertThat(page.more()).isFalse();
            assertThat(page.total()).as("more").isEqualTo(100_001);
        }
        PageResponse<Long> ann = search(Optional.of("ann"), Optional.of("lee"), new PageRequest(2 * MANY - 20, 0, 10));
        assertThat(ann.rows()).isEqualTo(contacts(FIRST + 2 * MANY - 20, FIRST + 2 * MANY - 11));
        assertThat(ann.more()).isTrue();
        assertThat(ann.total()).isEqualTo(2 * MANY);
        PageResponse<Long> bo = search(Optional.of("bo"), Optional.empty(), new PageRequest(0, LAST - 10, 10));
        assertThat(bo.rows()).isEqualTo(contacts(LAST - 9, LAST));
        assertThat(bo.total()).isEqualTo(9 * MANY);
    }
}
