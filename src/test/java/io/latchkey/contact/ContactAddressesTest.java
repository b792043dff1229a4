package io.latchkey.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contact.ContactEmailsDocument.ContactEmail;
import io.latchkey.testing.ExplainedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.Numbers;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.UnwovenEntities;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What is read to find the e-mail addresses of contacts. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class ContactAddressesTest {

    private static final long ORGANISATION = 6150;
    private static final long OTHER = 6151;
    private static final long FIRST = 61_500_000;
    private static final long THEIRS = FIRST + 5_000;

    private final TestDatabase database;
    private final ExplainedDatabase explained;
    private final UnwovenEntities entities;
    private final EntityManager reading;

    ContactAddressesTest(TestDatabase database) {
        this.database = database;
        this.explained = new ExplainedDatabase(database);
        this.entities = new UnwovenEntities(explained.dataSource());
        this.reading = entities.open();
        TestOrganisation.ensure(database, ORGANISATION);
        TestOrganisation.ensure(database, OTHER);
        delete();
        insertContacts(ORGANISATION, FIRST, 2_000);
        insertContacts(OTHER, THEIRS, 1);
    }

    @AfterEach
    void close() {
        reading.close();
        entities.close();
        delete();
    }

    private void delete() {
        for (String table : List.of("contact_channel", "contact")) {
            database.execute("DELETE FROM " + table + " WHERE organisation_id IN (?, ?)", ORGANISATION, OTHER);
        }
    }

    /** Each with an e-mail address, and a device. */
    private void insertContacts(long organisation, long first, int count) {
        database.execute(
                "INSERT INTO contact (id, organisation_id, fields, created_at, updated_at) SELECT CAST(? AS BIGINT) + n, "
                        + organisation + ", '{}', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM " + Numbers.upTo(count),
                first);
        for (String type : List.of("MOBILE_PUSH", "EMAIL")) {
            database.execute(
                    "INSERT INTO contact_channel (id, organisation_id, contact_id, type, address, address_key, confirmed,"
                            + " device) SELECT 2 * id + " + (type.equals("EMAIL") ? 1 : 0) + ", organisation_id, id, '"
                            + type + "', 'a' || id, 'a' || id, TRUE, '{}' FROM contact WHERE organisation_id = ?",
                    organisation);
        }
    }

    @Test
    void onlyTheAddressesOfTheseContactsAreRead() {
        database.execute("DELETE FROM contact_channel WHERE contact_id = ? AND type = 'EMAIL'", FIRST + 2);
        database.execute(
                "UPDATE contact_channel SET contact_id = ? WHERE contact_id = ? AND type = 'EMAIL'", FIRST, FIRST + 3);
        database.analyze("contact", "contact_channel");

        assertThat(new ContactAddresses(reading)
                        .emails(ORGANISATION, List.of(FIRST + 1, FIRST, FIRST + 2, FIRST + 3, THEIRS, THEIRS + 1)))
                .containsExactly(
                        new ContactEmail(FIRST, "a" + FIRST),
                        new ContactEmail(FIRST, "a" + (FIRST + 3)),
                        new ContactEmail(FIRST + 1, "a" + (FIRST + 1)));

        assertThat(explained.plans()).hasSize(1).allSatisfy(plan -> {
            assertThat(plan).doesNotContainIgnoringCase("device").doesNotContainIgnoringCase("fields");
            // H2 may look through all of the organisation's.
            assertThat(ExplainedDatabase.read(plan)).as(plan).isBetween(1L, database.isPostgresql() ? 100L : 10_000L);
        });
    }
}
