package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether other processes may write to the configured database. */
class DatabaseUrlTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "jdbc:h2:file:/data/latchkey", "jdbc:h2:mem:latchkey;DB_CLOSE_DELAY=-1"})
    void anEmbeddedDatabaseIsOfThisProcessAlone(String url) {
        assertThat(new DatabaseUrl(url).isOfThisProcessAlone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:/data/latchkey;AUTO_SERVER=TRUE",
                "jdbc:h2:file:/data/latchkey;auto_server=yes;WRITE_DELAY=0",
                "jdbc:h2:/data/latchkey;AUTO_SERVER=1",
                "jdbc:h2:file:/data/latchkey;AUTO_SERVER=t",
                "jdbc:h2:tcp://localhost/latchkey",
                "jdbc:postgresql://localhost/latchkey"
            })
    void othersMayWriteToAnyOther(String url) {
        assertThat(new DatabaseUrl(url).isOfThisProcessAlone()).isFalse();
    }
}
