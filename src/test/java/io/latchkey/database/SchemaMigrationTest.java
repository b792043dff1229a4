package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class SchemaMigrationTest {

    /** To Flyway, a negative count is no limit. */
    @Test
    void aNodeWaitsForTheOneThatMigratesHoweverLongThatTakes() {
        SchemaMigration migration = new SchemaMigration(new JdbcDataSource(), Optional.of("jdbc:h2:mem:"));

        assertThat(migration.flyway().getConfiguration().getLockRetryCount()).isNegative();
    }
}
