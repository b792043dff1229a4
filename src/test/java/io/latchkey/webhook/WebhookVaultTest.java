package io.latchkey.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.secret.Vault;
import io.latchkey.testing.TestSecrets;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class WebhookVaultTest {

    private static final WebhookSecret SECRET = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private final WebhookVault vault = new WebhookVault(new Vault(TestSecrets.withMasterKey(7), new SecureRandom()));

    private static Webhook webhook(long organisation, byte[] sealed) {
        return new Webhook(organisation, URI.create("https://example.com"), sealed, 1, Instant.EPOCH);
    }

    @Test
    void opensForItsOwnOrganisationAlone() {
        byte[] sealed = vault.seal(SECRET, 3);

        assertThat(vault.open(webhook(3, sealed))).isEqualTo(SECRET);
        assertThatThrownBy(() -> vault.open(webhook(4, sealed))).isInstanceOf(IllegalStateException.class);
    }

    /** As databases have it since there are webhooks. */
    @Test
    void opensWhatIsStored() {
        byte[] stored = HexFormat.of()
                .parseHex("0191e8fabe2c184c23f1fda621398a4feaa606098eb6d5e1ddf35e808c9a9aeb3444c3628a13f2be"
                        + "bb4af29b7f33c334d4bfd5ab2d7c42bdae2b9bb1f3d73d72d939af");

        assertThat(vault.open(webhook(3, stored))).isEqualTo(SECRET);
        assertThat(vault.open(webhook(3, vault.reseal(1, stored, 3)))).isEqualTo(SECRET);
    }
}
