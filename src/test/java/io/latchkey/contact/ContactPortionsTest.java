package io.latchkey.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.ExplainedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class ContactPortionsTest {

    private static final long ORGANISATION = 6100;
    private static final long OTHER = 6101;

    private final TestDatabase database;
    private final ContactPortions portions;
    private long channels = 610_000;

    ContactPortionsTest(TestDatabase database) {
        this.database = database;
        this.portions = new ContactPortions(database.dataSource());
        for (long organisation : List.of(ORGANISATION, OTHER)) {
            database.execute("DELETE FROM contact_channel WHERE organisation_id = ?", organisation);
            database.execute("DELETE FROM contact WHERE organisation_id = ?", organisation);
            TestOrganisation.ensure(database, organisation);
        }
    }

    private void contact(long organisation, long id, String fields) {
        database.execute(
                "INSERT INTO contact (id, organisation_id, fields, created_at, updated_at)"
                        + " VALUES (?, ?, ?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)",
                id,
                organisation,
                fields);
    }

    private void channels(long contact, int count) {
        for (int i = 0; i < count; i++) {
            channels++;
            database.execute(
                    "INSERT INTO contact_channel (id, organisation_id, contact_id, type, address, address_key, confirmed,"
                            + " device) VALUES (?, ?, ?, 'MOBILE_PUSH', ?, ?, TRUE, ?)",
                    channels,
                    ORGANISATION,
                    contact,
                    channels + "x".repeat(490),
                    channels + "x".repeat(490),
                    "x".repeat(4000));
        }
    }

    @Test
    void contactsWithLittleAreReadAtOnceAndOnlyThoseOfTheOrganisation() {
        contact(ORGANISATION, 610_003, "{}");
        contact(ORGANISATION, 610_001, "{}");
        contact(OTHER, 610_002, "{}");

        assertThat(portions.of(ORGANISATION, List.of(610_003L, 610_002L, 610_001L, 610_009L)))
                .containsExactly(List.of(610_001L, 610_003L));
        assertThat(portions.of(ORGANISATION, List.of(610_002L))).isEmpty();
        assertThat(portions.of(ORGANISATION, List.of())).isEmpty();
    }

    @Test
    void contactsWithMuchAreReadByAndBy() {
        // 100 channels have about 455,000 characters, and the longest fields 65,535.
        contact(ORGANISATION, 610_001, "{}");
        channels(610_001, 100);
        contact(ORGANISATION, 610_002, "{}");
        channels(610_002, 100);
        contact(ORGANISATION, 610_003, "x".repeat(65_535));
        contact(ORGANISATION, 610_004, "x".repeat(65_535));
        contact(ORGANISATION, 610_005, "{}");
        channels(610_005, 100);

        assertThat(portions.of(ORGANISATION, List.of(610_001L, 610_002L, 610_003L, 610_004L, 610_005L)))
                .containsExactly(List.of(610_001L, 610_002L, 610_003L), List.of(610_004L, 610_005L));
    }

    @Test
    void longTextsAreNotReadForTheirLength() {
        List<Long> ids = LongStream.range(610_101, 610_121).boxed().toList();
        Random random = new Random(1);
        for (long id : ids) {
            // Not to be compressed: PostgreSQL stores it in some thirty pages of its own.
            byte[] bytes = new byte[45_000];
            random.nextBytes(bytes);
            contact(ORGANISATION, id, Base64.getEncoder().encodeToString(bytes));
        }
        ExplainedDatabase explained = new ExplainedDatabase(database);

        assertThat(new ContactPortions(explained.dataSource()).of(ORGANISATION, ids))
                .hasSize(2);

        assertThat(explained.plans()).hasSize(1).allSatisfy(plan -> assertThat(ExplainedDatabase.read(plan))
                .as(plan)
                .isBetween(1L, 300L));
    }
}
