package io.latchkey.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.problem.ProblemException;
import io.latchkey.secret.Secrets;
import io.latchkey.secret.Vault;
import io.latchkey.testing.MigratedDatabases;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestSecrets;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(MigratedDatabases.class)
class SealedWebhooksTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant END = NOW.plusSeconds(10);
    private static final long FIRST = 7_000_001;

    private final TestDatabase database;
    private final MovableClock clock = new MovableClock(NOW);

    SealedWebhooksTest(TestDatabase database) {
        this.database = database;
        database.execute("DELETE FROM organisation_webhook");
        forget();
    }

    @AfterEach
    void forget() {
        database.execute("DELETE FROM organisation_webhook WHERE organisation_id >= ?", FIRST);
        database.execute("DELETE FROM organisation WHERE id >= ?", FIRST);
    }

    @Test
    void secretsAreSealedAnewSoThatTheOldKeyIsNeededNoMore() throws SQLException {
        add(3);
        SealedWebhooks webhooks = webhooks(TestSecrets.withMasterKeyVersions(1, 2));
        assertThat(webhooks.versions()).containsExactly(1);
        assertThat(webhooks.count(1)).isEqualTo(3);

        assertThat(webhooks.reseal(1, END)).isEqualTo(3);

        assertThat(webhooks.versions()).containsExactly(2);
        assertThat(webhooks.count(1)).isZero();
        assertThat(webhooks.count(2)).isEqualTo(3);
        assertThat(webhooks.reseal(1, END)).isZero();
        for (long organisation = FIRST; organisation < FIRST + 3; organisation++) {
            assertThat(open(TestSecrets.withMasterKeyVersions(2), organisation)).isEqualTo(secret(organisation));
        }
    }

    @Test
    void aDamagedSecretKeepsNoOtherBack() throws SQLException {
        add(3);
        database.execute(
                "UPDATE organisation_webhook SET sealed_secret = ? WHERE organisation_id = ?",
                new byte[] {1},
                FIRST + 1);
        SealedWebhooks webhooks = webhooks(TestSecrets.withMasterKeyVersions(1, 2));

        assertThat(webhooks.reseal(1, END)).isEqualTo(2);

        assertThat(webhooks.versions()).containsExactly(1, 2);
        assertThat(webhooks.count(1)).isOne();
        assertThat(HexFormat.of().formatHex(sealed(FIRST + 1))).isEqualTo("01");
        assertThat(open(TestSecrets.withMasterKeyVersions(2), FIRST + 2)).isEqualTo(secret(FIRST + 2));
    }

    @Test
    void oneThatIsSetMeanwhileKeepsItsNewSecret() throws SQLException {
        add(3);
        WebhookSecret other = new WebhookSecret("whsec_b3RoZXI=");
        // The last one is set by a node that has not got the new version yet.
        SealedWebhooks webhooks = webhooks(TestSecrets.withMasterKeyVersions(1, 2), () -> {
            set(TestSecrets.withMasterKeyVersions(1, 2), FIRST, other);
            set(TestSecrets.withMasterKeyVersions(1), FIRST + 2, other);
        });

        assertThat(webhooks.reseal(1, END)).isOne();

        assertThat(open(TestSecrets.withMasterKeyVersions(2), FIRST)).isEqualTo(other);
        assertThat(open(TestSecrets.withMasterKeyVersions(2), FIRST + 1)).isEqualTo(secret(FIRST + 1));
        assertThat(open(TestSecrets.withMasterKeyVersions(1), FIRST + 2)).isEqualTo(other);
    }

    @Test
    void aNodeWithoutTheOldVersionChangesNothing() throws SQLException {
        add(2);

        assertThatThrownBy(() -> webhooks(TestSecrets.withMasterKeyVersions(2)).reseal(1, END))
                .isInstanceOf(ProblemException.class);

        assertThat(open(TestSecrets.withMasterKeyVersions(1), FIRST)).isEqualTo(secret(FIRST));
        assertThat(open(TestSecrets.withMasterKeyVersions(1), FIRST + 1)).isEqualTo(secret(FIRST + 1));
    }

    @Test
    void noBatchIsBegunFromTheEndOn() throws SQLException {
        add(SealedWebhooks.BATCH + 3);
        SealedWebhooks webhooks =
                webhooks(TestSecrets.withMasterKeyVersions(1, 2), () -> clock.advance(Duration.ofSeconds(10)));

        assertThat(webhooks.reseal(1, END)).isEqualTo(SealedWebhooks.BATCH);
        assertThat(webhooks.reseal(1, END)).isZero();
        assertThat(webhooks.count(1)).isEqualTo(3);

        assertThat(webhooks.reseal(1, END.plusSeconds(10))).isEqualTo(3);
        assertThat(webhooks.versions()).containsExactly(2);
    }

    private void add(int count) throws SQLException {
        WebhookVault vault = vault(TestSecrets.withMasterKeyVersions(1), new SecureRandom());
        try (var connection = database.dataSource().getConnection();
                var organisation = connection.prepareStatement("INSERT INTO organisation VALUES (?, 'Org', 0, ?)");
                var webhook = connection.prepareStatement(
                        "INSERT INTO organisation_webhook VALUES (?, 'https://example.com', ?, 1, ?)")) {
            for (long id = FIRST; id < FIRST + count; id++) {
                organisation.setLong(1, id);
                organisation.setObject(2, NOW.atOffset(java.time.ZoneOffset.UTC));
                organisation.addBatch();
                webhook.setLong(1, id);
                webhook.setBytes(2, vault.seal(secret(id), id));
                webhook.setObject(3, NOW.atOffset(java.time.ZoneOffset.UTC));
                webhook.addBatch();
            }
            organisation.executeBatch();
            webhook.executeBatch();
        }
    }

    private void set(Secrets secrets, long organisation, WebhookSecret secret) {
        WebhookVault vault = vault(secrets, new SecureRandom());
        database.execute(
                "UPDATE organisation_webhook SET sealed_secret = ?, master_key_version = ? WHERE organisation_id = ?",
                vault.seal(secret, organisation),
                vault.currentVersion(),
                organisation);
    }

    private static WebhookSecret secret(long organisation) {
        return new WebhookSecret("whsec_" + organisation);
    }

    private WebhookSecret open(Secrets secrets, long organisation) throws SQLException {
        int version = Integer.parseInt(database.value(
                "SELECT master_key_version FROM organisation_webhook WHERE organisation_id = ?", organisation));
        return vault(secrets, new SecureRandom())
                .open(new Webhook(organisation, URI.create("https://example.com"), sealed(organisation), version, NOW));
    }

    private byte[] sealed(long organisation) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var select = connection.prepareStatement(
                        "SELECT sealed_secret FROM organisation_webhook WHERE organisation_id = ?")) {
            select.setLong(1, organisation);
            try (var row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getBytes(1);
            }
        }
    }

    private static WebhookVault vault(Secrets secrets, SecureRandom random) {
        return new WebhookVault(new Vault(secrets, random));
    }

    private SealedWebhooks webhooks(Secrets secrets) {
        return webhooks(secrets, () -> {});
    }

    /** With what happens after the first batch was read and before it is written. */
    private SealedWebhooks webhooks(Secrets secrets, Runnable meanwhile) {
        return new SealedWebhooks(database.dataSource(), vault(secrets, new Interrupted(meanwhile)), clock);
    }

    /** Does something before it makes its first nonce. */
    private static final class Interrupted extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final transient Runnable first;
        private boolean done;

        Interrupted(Runnable first) {
            this.first = first;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (!done) {
                done = true;
                first.run();
            }
            super.nextBytes(bytes);
        }
    }
}
