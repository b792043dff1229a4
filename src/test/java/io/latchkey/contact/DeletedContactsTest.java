package io.latchkey.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.channel.AddressDigester;
import io.latchkey.channel.ChannelType;
import io.latchkey.contact.RequestedChannels.RequestedChannel;
import io.latchkey.testing.ExplainedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.Numbers;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.TestSecrets;
import io.latchkey.testing.UnwovenEntities;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What is read to forget a deleted contact. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class DeletedContactsTest {

    private static final long ORGANISATION = 6160;

    private final TestDatabase database;
    private final ExplainedDatabase explained;
    private final UnwovenEntities entities;

    DeletedContactsTest(TestDatabase database) {
        this.database = database;
        this.explained = new ExplainedDatabase(database);
        this.entities = new UnwovenEntities(explained.dataSource());
        TestOrganisation.ensure(database, ORGANISATION);
        delete();
    }

    @AfterEach
    void close() {
        entities.close();
        delete();
    }

    private void delete() {
        database.execute("DELETE FROM deleted_contact WHERE organisation_id = ?", ORGANISATION);
    }

    private boolean forget(String externalCustomerId, String email) {
        List<RequestedChannel> channels = List.of(new RequestedChannel(
                "channels", ChannelType.EMAIL, ChannelType.EMAIL.parse(email).orElseThrow(), Optional.empty()));
        return entities.inTransaction(
                writing -> new DeletedContacts(writing, new AddressDigester(TestSecrets.any()), Clock.systemUTC())
                        .forget(ORGANISATION, Optional.of(externalCustomerId), channels));
    }

    @Test
    void nothingElseOfTheOrganisationIsRead() {
        database.execute("INSERT INTO deleted_contact (organisation_id, digest, deleted_at) SELECT " + ORGANISATION
                + ", CAST(CAST(1000 + n AS VARCHAR) AS BYTEA), CURRENT_TIMESTAMP FROM " + Numbers.upTo(9_000));
        database.analyze("deleted_contact");

        assertThat(forget("ann", "ann@example.com")).isFalse();

        assertThat(explained.deletions()).hasSize(1).allSatisfy(plan -> assertThat(ExplainedDatabase.read(plan))
                .as(plan)
                .isBetween(0L, 50L));
    }
}
