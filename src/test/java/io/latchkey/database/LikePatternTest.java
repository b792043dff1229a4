package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikePatternTest {

    @ParameterizedTest
    @CsvSource({
        "100% sure, 0% s, true",
        "1000 sure, 0% s, false",
        "a_b, a_b, true",
        "acb, a_b, false",
        "wow!, w!, true",
        "wow, w!, false",
        "a\\b, \\, true",
        "Case, case, false"
    })
    void eachCharacterStandsForItself(String text, String part, boolean held) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                PreparedStatement select = connection.prepareStatement("SELECT CAST(? AS VARCHAR) LIKE ? ESCAPE '!'")) {
            select.setString(1, text);
            select.setString(2, LikePattern.containing(part));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                assertThat(row.getBoolean(1)).isEqualTo(held);
            }
        }
    }
}
