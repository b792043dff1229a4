package io.latchkey.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestSecrets;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class SecretsCheckTest {

    private final TestDatabase database;

    SecretsCheckTest(TestDatabase database) throws SQLException {
        this.database = database;
        database.execute("DELETE FROM secret_fingerprint");
        check(1, Map.of(1, TestSecrets.key(2)));
    }

    private void check(int digestKey, Map<Integer, byte[]> masterKeys) throws SQLException {
        new SecretsCheck(database.dataSource(), new Secrets(TestSecrets.key(digestKey), new MasterKeys(masterKeys)))
                .check();
    }

    @Test
    void theSameStartAgainAndSoDoesAnotherVersion() throws SQLException {
        check(1, Map.of(1, TestSecrets.key(2)));
        check(1, Map.of(1, TestSecrets.key(2), 2, TestSecrets.key(3)));
        check(1, Map.of(2, TestSecrets.key(3)));
        check(1, Map.of(1, TestSecrets.key(2)));
    }

    /** As databases have them. */
    @Test
    void theFingerprintsStayTheSame() {
        assertThat(fingerprint("digest-key")).isEqualTo("65c3667c4dc5b2e4e568fa03b3bdd3ab");
        assertThat(fingerprint("master-key")).isEqualTo("94382ca58e99b9b19694a2a38cd95483");
    }

    private String fingerprint(String name) {
        return database.value("SELECT fingerprint FROM secret_fingerprint WHERE name = ?", name);
    }

    @Test
    void othersDoNotStartAndAreTold() throws SQLException {
        check(1, Map.of(1, TestSecrets.key(2), 2, TestSecrets.key(3)));

        assertThatThrownBy(() -> check(9, Map.of(1, TestSecrets.key(2))))
                .isInstanceOf(SecretsException.class)
                .hasMessageContaining("latchkey.secret.digest-key is not the one");
        assertThatThrownBy(() -> check(1, Map.of(1, TestSecrets.key(9))))
                .isInstanceOf(SecretsException.class)
                .hasMessageContaining("Version 1 of the master key")
                .hasMessageContaining("Set the previous secret again");
        assertThatThrownBy(() -> check(1, Map.of(1, TestSecrets.key(2), 2, TestSecrets.key(9))))
                .isInstanceOf(SecretsException.class)
                .hasMessageContaining("Version 2 of the master key")
                .hasMessageContaining("a version of its own");
        assertThatThrownBy(() -> check(1, Map.of(2, TestSecrets.key(2))))
                .isInstanceOf(SecretsException.class)
                .hasMessageContaining("Version 2 of the master key");
    }
}
