package io.latchkey.masterkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.audit.AuditChain;
import io.latchkey.json.Json;
import io.latchkey.keytoken.KeyCopying;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.keytoken.KeyVault;
import io.latchkey.secret.Secrets;
import io.latchkey.secret.SecretsException;
import io.latchkey.secret.Vault;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import io.latchkey.testing.TestSecrets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class MasterKeyRotationTest {

    private static final long ORGANISATION = 4000;
    private static final int KEYS = 1203;

    private final TestDatabase database;

    MasterKeyRotationTest(TestDatabase database) throws SQLException {
        this.database = database;
        database.execute("DELETE FROM api_key");
        database.execute("DELETE FROM audit_entry WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM audit_chain WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM account_user WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM organisation WHERE id = ?", ORGANISATION);
        TestOrganisation.ensureWithOwner(database, ORGANISATION, 4000, "rotator");
        addKeys();
    }

    private void addKeys() throws SQLException {
        KeyVault vault = vault(TestSecrets.withMasterKeyVersions(1));
        try (var connection = database.dataSource().getConnection();
                var key = connection.prepareStatement("INSERT INTO api_key (id, organisation_id, number, description,"
                        + " access_right, status, created_by, created_at, idle_since, version) VALUES (?, ?, ?, 'key',"
                        + " 'EVENTS', 'ENABLED', 4000, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)");
                var secret = connection.prepareStatement("INSERT INTO api_key_secret (id, organisation_id, key_id,"
                        + " digest, sealed_key, master_key_version, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, 1, CURRENT_TIMESTAMP)")) {
            for (int i = 1; i <= KEYS; i++) {
                key.setLong(1, i);
                key.setLong(2, ORGANISATION);
                key.setLong(3, i);
                key.addBatch();
                secret.setLong(1, i);
                secret.setLong(2, ORGANISATION);
                secret.setLong(3, i);
                secret.setBytes(4, ("digest " + i).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                secret.setBytes(5, vault.seal(new KeyToken("key " + i), ORGANISATION, i));
                secret.addBatch();
            }
            key.executeBatch();
            secret.executeBatch();
        }
    }

    private static KeyVault vault(Secrets secrets) {
        return new KeyVault(new Vault(secrets, new SecureRandom()));
    }

    private MasterKeyRotation node(Secrets secrets) {
        return node(secrets, List.of(), Clock.systemUTC());
    }

    private MasterKeyRotation node(Secrets secrets, List<SealedData> others, Clock clock) {
        return new MasterKeyRotation(keysAnd(others, secrets, clock), secrets, null, clock);
    }

    private SealedKeys keys(Secrets secrets, Clock clock) {
        return new SealedKeys(database.dataSource(), vault(secrets), clock);
    }

    private List<SealedData> keysAnd(List<SealedData> others, Secrets secrets, Clock clock) {
        return Stream.concat(Stream.of(keys(secrets, clock)), others.stream()).toList();
    }

    /** Something else of which four are sealed under version 1, and two under the version 3. */
    private static final class Others implements SealedData {

        private final List<String> asked = new ArrayList<>();

        @Override
        public List<Integer> versions() {
            return List.of(1, 3);
        }

        @Override
        public long count(int version) {
            return version == 1 ? 4 : version == 3 ? 2 : 0;
        }

        @Override
        public long reseal(int version, Instant end) {
            asked.add(version + " until " + end);
            return count(version);
        }
    }

    private void assertAllOpenUnder(Secrets secrets, int version) throws SQLException {
        KeyVault vault = vault(secrets);
        List<SealedKeys.Row> rows = keys(secrets, Clock.systemUTC()).after(version, 0, KEYS + 1);
        assertThat(rows).hasSize(KEYS);
        assertThat(rows).allSatisfy(row -> assertThat(
                        vault.open(version, row.key().bytes(), row.organisationId(), row.keyNumber()))
                .isEqualTo(new KeyToken("key " + row.id())));
    }

    @Test
    void sealsEverythingAnewSoThatTheOldKeyIsNeededNoMore() throws SQLException {
        MasterKeyRotation node = node(TestSecrets.withMasterKeyVersions(1, 2));
        assertThat(node.left()).isEqualTo(KEYS);

        assertThat(node.run()).isEqualTo(KEYS);

        assertThat(node.left()).isZero();
        assertThat(node.run()).isZero();
        assertThat(keys(TestSecrets.withMasterKeyVersions(1, 2), Clock.systemUTC())
                        .versions())
                .containsExactly(2);
        assertAllOpenUnder(TestSecrets.withMasterKeyVersions(2), 2);
    }

    @Test
    void nodesThatDoItAtOnceDoNoHarm() throws Exception {
        Callable<Long> run = () -> node(TestSecrets.withMasterKeyVersions(1, 2)).run();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        long done = 0;
        try {
            for (Future<Long> node : threads.invokeAll(List.of(run, run, run))) {
                done += node.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(done).isEqualTo(KEYS);
        assertAllOpenUnder(TestSecrets.withMasterKeyVersions(2), 2);
    }

    @Test
    void aDamagedKeyKeepsNoOtherBack() throws SQLException {
        database.execute("UPDATE api_key_secret SET sealed_key = digest WHERE id = 7");
        MasterKeyRotation node = node(TestSecrets.withMasterKeyVersions(1, 2));

        assertThat(node.run()).isEqualTo(KEYS - 1);

        assertThat(node.left()).isOne();
        assertThat(node.versions())
                .containsExactly(
                        new MasterKeyVersion(2, true, true, KEYS - 1, false),
                        new MasterKeyVersion(1, false, true, 1, false));
    }

    @Test
    void whatElseIsSealedFollowsInTheSameTenSeconds() throws SQLException {
        Others others = new Others();
        Instant now = Instant.parse("2026-11-24T12:00:00Z");
        MasterKeyRotation node = node(TestSecrets.withMasterKeyVersions(1, 2), List.of(others), new MovableClock(now));
        assertThat(node.left()).isEqualTo(KEYS + 4 + 2);
        assertThat(node.versions())
                .containsExactly(
                        new MasterKeyVersion(3, false, false, 2, false),
                        new MasterKeyVersion(2, true, true, 0, false),
                        new MasterKeyVersion(1, false, true, KEYS + 4, false));

        assertThat(node.run()).isEqualTo(KEYS + 4);

        // Version 3 is another node's.
        assertThat(others.asked).containsExactly("1 until " + now.plus(Duration.ofSeconds(10)));
    }

    @Test
    void aVersionThatIsMissingForSomethingElseStopsTheStart() throws SQLException {
        kept(TestSecrets.withMasterKeyVersions(1, 3), "allowed", List.of(new Others()))
                .check();

        assertThatThrownBy(() -> kept(TestSecrets.withMasterKeyVersions(1), "allowed", List.of(new Others()))
                        .check())
                .isInstanceOf(SecretsException.class)
                .hasMessageContaining("version 3");
    }

    @Test
    void aVersionInUseThatIsMissingStopsTheStart() throws SQLException {
        kept(TestSecrets.withMasterKeyVersions(1), "allowed").check();

        assertThatThrownBy(() ->
                        kept(TestSecrets.withMasterKeyVersions(2), "allowed").check())
                .isInstanceOf(SecretsException.class)
                .hasMessageContaining("version 1")
                .hasMessageContaining("latchkey.secret.master-keys");
    }

    @Test
    void whereNoKeyMayBeKeptNoneIs() throws SQLException {
        kept(TestSecrets.withMasterKeyVersions(2), "never").check();

        assertThat(keys(TestSecrets.withMasterKeyVersions(2), Clock.systemUTC()).versions())
                .isEmpty();
        assertThat(database.value("SELECT COUNT(*) FROM api_key_secret WHERE sealed_key IS NULL"))
                .isEqualTo(Integer.toString(KEYS));
        // One a batch.
        assertThat(database.value(
                        "SELECT STRING_AGG(action || ' ' || subject || ' ' || after_change, ', ' ORDER BY position)"
                                + " FROM audit_entry WHERE organisation_id = ?",
                        ORGANISATION))
                .isEqualTo("KEPT_KEYS_ERASED latchkey.keys.copy {\"secrets\":1000},"
                        + " KEPT_KEYS_ERASED latchkey.keys.copy {\"secrets\":203}");
    }

    private KeptKeys kept(Secrets secrets, String copying) {
        return kept(secrets, copying, List.of());
    }

    private KeptKeys kept(Secrets secrets, String copying, List<SealedData> others) {
        Clock clock = Clock.systemUTC();
        return new KeptKeys(
                keys(secrets, clock),
                keysAnd(others, secrets, clock),
                new KeyCopying(copying),
                secrets,
                new AuditChain(clock),
                new Json());
    }
}
