package io.latchkey.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.CountedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.UnwovenEntities;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class DeliveryReportsTest {

    private static final long ORGANISATION = 6500;
    private static final String TIME = "TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z'";

    private final TestDatabase database;
    private final CountedDatabase counted;
    private final UnwovenEntities entities;

    DeliveryReportsTest(TestDatabase database) {
        this.database = database;
        this.counted = new CountedDatabase(database.dataSource());
        this.entities = new UnwovenEntities(counted.dataSource());
        TestOrganisation.ensure(database, ORGANISATION);
        deleteMessages();
        database.execute("INSERT INTO message_content (id, organisation_id, channel, template_id, name, language_code,"
                + " sender, subject, plain_text, tags, personalised, created_at)"
                + " VALUES (6500, 6500, 'EMAIL', 0, '', '', 'a@example.com', 'Hi', 'Hi', '', FALSE, " + TIME + ")");
        database.execute("INSERT INTO message (organisation_id, request_id, content_id, channel, recipient, params,"
                + " status, attempts, created_at, detail)"
                + " VALUES (6500, 'request', 6500, 'EMAIL', 'b@example.com', '{}', 'SENT', 1, " + TIME + ", '')");
    }

    @AfterEach
    void close() {
        entities.close();
        deleteMessages();
    }

    private void deleteMessages() {
        database.execute("DELETE FROM message_activity WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM message WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM message_content WHERE organisation_id = ?", ORGANISATION);
    }

    @Test
    void aReportTakesFourStatementsAndReadsNoContent() {
        try (EntityManager writing = entities.open()) {
            counted.executions();
            writing.getTransaction().begin();

            assertThat(new DeliveryReports(writing)
                            .take(ORGANISATION, "request", MessageStatus.READ, Instant.parse("2026-01-02T00:00:00Z")))
                    .hasValue(true);
            writing.getTransaction().commit();

            assertThat(counted.executions()).isEqualTo(4);
        }
        assertThat(database.value("SELECT status FROM message WHERE organisation_id = ?", ORGANISATION))
                .isEqualTo("READ");
        assertThat(database.value("SELECT status FROM message_activity WHERE organisation_id = ?", ORGANISATION))
                .isEqualTo("READ");
    }
}
