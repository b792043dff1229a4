package io.latchkey.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.channel.Address;
import io.latchkey.channel.AddressDigester;
import io.latchkey.channel.ChannelType;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.TestSecrets;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class UnsubscribedEmailWriterTest {

    private static final long ORGANISATION = 6100;
    private static final long OTHER = 6101;

    private final AtomicInteger executions = new AtomicInteger();
    private final TestDatabase database;
    private final UnsubscribedEmailWriter writer;

    UnsubscribedEmailWriterTest(TestDatabase database) {
        this.database = database;
        this.writer = new UnsubscribedEmailWriter(
                counting(DataSource.class, database.dataSource()),
                new AddressDigester(TestSecrets.any()),
                Clock.systemUTC());
        for (long organisation : List.of(ORGANISATION, OTHER)) {
            TestOrganisation.ensure(database, organisation);
            database.execute("DELETE FROM unsubscribed_email WHERE organisation_id = ?", organisation);
        }
    }

    @Test
    void aFullListTakesAFewStatements() throws SQLException {
        List<Address> emails = emails(0, 6 * UnsubscribedEmailWriter.BATCH);

        writer.add(ORGANISATION, emails);
        assertThat(executions.getAndSet(0)).isEqualTo(6);
        assertThat(stored(ORGANISATION)).isEqualTo(emails.size());

        writer.remove(ORGANISATION, emails);
        assertThat(executions.get()).isEqualTo(6);
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

    /** Counts how often something is executed, however many rows that is for. */
    private <T> T counting(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        executions.incrementAndGet();
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof PreparedStatement statement
                                ? counting(PreparedStatement.class, statement)
                                : result instanceof Connection connection
                                        ? counting(Connection.class, connection)
                                        : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
