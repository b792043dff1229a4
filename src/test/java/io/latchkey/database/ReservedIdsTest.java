package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.CountedDatabase;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class ReservedIdsTest {

    private final TestDatabase database;

    ReservedIdsTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void manyIdsTakeOneRoundTrip() throws SQLException {
        CountedDatabase counted = new CountedDatabase(database.dataSource());
        try (Connection connection = counted.dataSource().getConnection()) {
            List<Long> ids = List.copyOf(ReservedIds.of(connection, "event_seq", 20_001));
            assertThat(counted.executions()).isOne();
            long first = ids.get(0);
            assertThat(ids)
                    .isEqualTo(LongStream.range(first, first + 20_050).boxed().toList());

            assertThat(ReservedIds.of(connection, "event_seq", 1))
                    .hasSize(50)
                    .first()
                    .isEqualTo(first + 20_050);
            assertThat(ReservedIds.of(connection, "event_seq", 0)).isEmpty();
        }
    }
}
