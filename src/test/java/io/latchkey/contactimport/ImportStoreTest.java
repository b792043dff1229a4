package io.latchkey.contactimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.organisation.OrganisationLock;
import io.latchkey.problem.ProblemException;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.Numbers;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.UnwovenEntities;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class ImportStoreTest {

    private static final long ORGANISATION = 6700;

    private final TestDatabase database;
    private final UnwovenEntities entities;

    ImportStoreTest(TestDatabase database) {
        this.database = database;
        this.entities = new UnwovenEntities(database.dataSource());
        TestOrganisation.ensure(database, ORGANISATION);
        delete();
    }

    @AfterEach
    void close() {
        entities.close();
        delete();
    }

    private void delete() {
        for (String table : List.of("contact_import_item", "contact_import")) {
            database.execute("DELETE FROM " + table + " WHERE organisation_id = ?", ORGANISATION);
        }
    }

    private void add(EntityManager adding) {
        add(adding, new ImportItems(adding, database.dataSource()));
    }

    private static void add(EntityManager adding, ImportItems items) {
        new ImportStore(adding, items, Clock.systemUTC()).add(ORGANISATION, "{}", List.of(new ImportItem(0, "{}")));
    }

    private String stored(String table) {
        return database.value("SELECT COUNT(*) FROM " + table + " WHERE organisation_id = ?", ORGANISATION);
    }

    @Test
    void twoAtTheSameTimeDoNotExceedTheMaximum() {
        database.execute(
                "INSERT INTO contact_import (session_id, organisation_id, status, settings, lease_until, created_at)"
                        + " SELECT 'many ' || n, " + ORGANISATION + ", 'IMPORTING', '{}', CURRENT_TIMESTAMP,"
                        + " CURRENT_TIMESTAMP FROM " + Numbers.upTo(ImportStore.MAX_UNFINISHED - 1));

        assertThatThrownBy(() -> entities.overlap(this::add, this::add)).hasCauseInstanceOf(ProblemException.class);
        assertThat(stored("contact_import")).isEqualTo("100");
        assertThat(stored("contact_import_item")).isEqualTo("1");
    }

    @Test
    void othersTakeTheLockOfTheOrganisationWhileTheContactsAreStored() {
        entities.inTransaction(adding -> {
            add(adding, new ImportItems(adding, database.dataSource()) {
                @Override
                void add(long organisationId, String sessionId, List<ImportItem> items) {
                    super.add(organisationId, sessionId, items);
                    CompletableFuture.runAsync(ImportStoreTest.this::takeLock)
                            .orTimeout(25, TimeUnit.SECONDS)
                            .join();
                }
            });
            return adding;
        });

        assertThat(stored("contact_import_item")).isEqualTo("1");
    }

    private void takeLock() {
        entities.inTransaction(locking -> {
            OrganisationLock.take(locking, ORGANISATION);
            return locking;
        });
    }
}
