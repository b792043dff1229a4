package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.database.DatabaseFault;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Organisation;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class BulkKeyStoreTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int KEYS = 1203;

    private final TestDatabase database;
    private final BulkKeyStore store;
    private final EndedSecrets ended;

    BulkKeyStoreTest(TestDatabase database) {
        this.database = database;
        this.store = new BulkKeyStore(database.dataSource(), new KeyLabelIndex(null));
        this.ended = new EndedSecrets(null, database.dataSource(), null);
        database.execute("DELETE FROM api_key");
        database.execute("DELETE FROM ended_secret");
        database.execute("DELETE FROM audit_entry");
        database.execute("DELETE FROM audit_chain");
        TestOrganisation.ensureWithOwner(database, 0, 0, "importer");
    }

    /** Other tests share the databases. */
    @AfterEach
    void leaveNothing() {
        database.execute("DELETE FROM api_key");
        database.execute("DELETE FROM ended_secret");
    }

    private static byte[] digest(int number) {
        return ByteBuffer.allocate(32).putInt(28, number).array();
    }

    private static List<BulkKeyStore.Row> rows(int firstNumber) {
        AccountUser importer =
                new AccountUser(new Organisation("Org", NOW), "importer", "hash", AccountRole.OWNER, NOW);
        List<BulkKeyStore.Row> rows = new ArrayList<>();
        for (int number = firstNumber; number < firstNumber + KEYS; number++) {
            ApiKey key = new ApiKey(importer, number, "key " + number, AccessRight.EVENTS, NOW);
            KeySecret secret = new KeySecret(key, digest(number), NOW);
            if (number % 2 == 0) {
                secret.keep(digest(number), 3);
                key.setLabels(KeyLabels.NONE.with(Map.of("a", Optional.of("b"), "c", Optional.of("d"))));
            }
            rows.add(new BulkKeyStore.Row(key, number % 3 == 0, secret));
        }
        return rows;
    }

    private String count(String where) {
        return database.value("SELECT COUNT(*) FROM " + where);
    }

    @Test
    void storesKeysSecretsAndLabels() {
        store.insert(rows(1));

        assertThat(count("api_key k JOIN api_key_secret s ON s.key_id = k.id WHERE k.description LIKE 'key %'"))
                .isEqualTo("1203");
        assertThat(count("api_key_secret WHERE master_key_version = 3 AND sealed_key = digest"))
                .isEqualTo("601");
        assertThat(count("api_key_secret WHERE master_key_version IS NULL AND sealed_key IS NULL"))
                .isEqualTo("602");
        assertThat(count("api_key WHERE status = 'DISABLED' AND disabled_by = 'USER'"))
                .isEqualTo("401");
        assertThat(count("api_key_label l JOIN api_key k ON k.id = l.key_id AND k.number = l.key_number"))
                .isEqualTo("1202");
        // No id that Jakarta Persistence will give out: its next ones end at the next value.
        long highest = Long.parseLong(database.value("SELECT MAX(id) FROM api_key_secret"));
        assertThat(Long.parseLong(database.value("SELECT nextval('api_key_seq')")) - 50)
                .isGreaterThanOrEqualTo(highest);
    }

    @Test
    void knowsTheDigestsThatAreThere() {
        store.insert(rows(1));
        List<String> asked = new ArrayList<>();
        for (int number = KEYS - 10; number < KEYS + 700; number++) {
            asked.add(HexFormat.of().formatHex(digest(number)));
        }

        assertThat(ended.taken(0, asked)).hasSize(11).isSubsetOf(asked);
        assertThat(ended.taken(0, List.of())).isEmpty();
    }

    @Test
    void aDigestThatWasAnothersStaysTheirs() {
        List<String> asked =
                List.of(HexFormat.of().formatHex(digest(1)), HexFormat.of().formatHex(digest(2)));
        database.execute("INSERT INTO ended_secret (digest, organisation_id) VALUES (?, 0)", digest(1));

        assertThat(ended.taken(0, asked)).isEmpty();
        assertThat(ended.taken(1, asked)).containsExactly(asked.get(0));

        database.execute("DELETE FROM ended_secret");
    }

    @Test
    void aDigestThatIsThereIsADuplicate() {
        store.insert(rows(1));
        database.execute("UPDATE api_key SET number = number + 10000");

        assertThatThrownBy(() -> store.insert(rows(1)))
                .satisfies(error -> assertThat(DatabaseFault.isDuplicate(error)).isTrue());
    }
}
