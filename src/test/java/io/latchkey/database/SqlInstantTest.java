package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlInstantTest {

    /** Both are half past three in Kyiv, in summer time and an hour later. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-03-29T01:30:00.123456Z"})
    void isTheSameWhateverTheZoneOfTheDatabase(String text) throws SQLException {
        Instant instant = Instant.parse(text);
        try (Connection database = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = database.createStatement()) {
            statement.execute("SET TIME ZONE 'Europe/Kyiv'");
            statement.execute("CREATE TABLE t (at TIMESTAMP(6) WITH TIME ZONE)");
            try (PreparedStatement insert = database.prepareStatement("INSERT INTO t VALUES (?)")) {
                insert.setObject(1, SqlInstant.of(instant));
                insert.executeUpdate();
            }
            try (ResultSet row = statement.executeQuery("SELECT at FROM t")) {
                row.next();
                assertThat(SqlInstant.in(row, 1)).isEqualTo(instant);
            }
        }
    }
}
