package io.latchkey.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.channel.Address;
import io.latchkey.channel.AddressDigester;
import io.latchkey.channel.ChannelType;
import io.latchkey.testing.CountedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.TestSecrets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class UnsubscribedEmailWriterTest {

    private static final long ORGANISATION = 6100;
    private static final long OTHER = 6101;

    private final TestDatabase database;
    private final CountedDatabase counted;
    private final UnsubscribedEmailWriter writer;

    UnsubscribedEmailWriterTest(TestDatabase database) {
        this.database = database;
        this.counted = new CountedDatabase(database.dataSource());
        this.writer = new UnsubscribedEmailWriter(
                counted.dataSource(), new AddressDigester(TestSecrets.any()), Clock.systemUTC());
        for (long organisation : List.of(ORGANISATION, OTHER)) {
            TestOrganisation.ensure(database, organisation);
            database.execute("DELETE FROM unsubscribed_email WHERE organisation_id = ?", organisation);
        }
    }

    @Test
    void aFullListTakesAFewStatements() throws SQLException {
        List<Address> emails = emails(0, 6 * UnsubscribedEmailWriter.BATCH);

        writer.add(ORGANISATION, emails);
        assertThat(counted.executions()).isEqualTo(6);
        assertThat(stored(ORGANISATION)).isEqualTo(emails.size());

        writer.remove(ORGANISATION, emails);
        assertThat(counted.executions()).isEqualTo(6);
        assertThat(stored(ORGANISATION)).isZero();
    }

    @Test
    void whatIsOnTheListStaysAndWhatIsNotIsIgnored() throws SQLException {
        writer.add(OTHER, emails(0, 3));
        writer.add(ORGANISATION, emails(0, 3));
        writer.add(ORGANISATION, emails(1, 5));
        Address spelling = ChannelType.EMAIL.parse("U1@example.com").orElseThrow();
        writer.add(ORGANISATION, List.of(spelling, emails(1, 2).get(0)));
        assertThat(stored(ORGANISATION)).isEqualTo(5);

        writer.remove(ORGANISATION, List.of(spelling));
        writer.remove(ORGANISATION, emails(0, 2));
        writer.remove(ORGANISATION, List.of());
        assertThat(stored(ORGANISATION)).isEqualTo(3);
        assertThat(stored(OTHER)).isEqualTo(3);
    }

    private static List<Address> emails(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> ChannelType.EMAIL.parse("u" + i + "@example.com").orElseThrow())
                .toList();
    }

    private int stored(long organisation) {
        return Integer.parseInt(
                database.value("SELECT COUNT(*) FROM unsubscribed_email WHERE organisation_id = ?", organisation));
    }
}
