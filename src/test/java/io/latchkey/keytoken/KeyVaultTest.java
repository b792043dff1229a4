package io.latchkey.keytoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.problem.ProblemException;
import io.latchkey.secret.Secrets;
import io.latchkey.secret.Vault;
import io.latchkey.testing.TestSecrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyVaultTest {

    private static final KeyToken TOKEN = new KeyToken("lk_secret-ключ");

    private final SecureRandom random = new SecureRandom();
    private final KeyVault vault = vault(7);

    private KeyVault vault(int masterKey) {
        return new KeyVault(new Vault(TestSecrets.withMasterKey(masterKey), random));
    }

    @Test
    void opensWhatItHasSealed() {
        assertThat(vault.open(1, vault.seal(TOKEN, 3, 14), 3, 14)).isEqualTo(TOKEN);
    }

    /** As databases have it since there are keys. */
    @Test
    void opensWhatIsStored() {
        byte[] stored = HexFormat.of()
                .parseHex(
                        "01401fa55e6798f01dc686314588e831b49049b4870be18d86b3f942ff89f48ab93d3f3ed0e11d8b9a47eab06dbdff");

        assertThat(vault.open(1, stored, 3, 14)).isEqualTo(TOKEN);
        assertThat(vault.open(1, vault.reseal(1, stored, 3, 14), 3, 14)).isEqualTo(TOKEN);
    }

    @Test
    void hidesTheKey() {
        byte[] sealed = vault.seal(TOKEN, 3, 14);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("lk_");
        assertThat(sealed).isNotEqualTo(vault.seal(TOKEN, 3, 14));
    }

    @Test
    void opensInItsOwnRowAlone() {
        byte[] sealed = vault.seal(TOKEN, 3, 14);

        assertThatThrownBy(() -> vault.open(1, sealed, 3, 15)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(1, sealed, 4, 14)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(1, sealed, 14, 3)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensUnderItsOwnMasterKeyAlone() {
        byte[] sealed = vault.seal(TOKEN, 3, 14);

        assertThatThrownBy(() -> vault(8).open(1, sealed, 3, 14))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining(TOKEN.value());
    }

    @Test
    void noticesEveryAlteredByte() {
        byte[] sealed = vault.seal(TOKEN, 3, 14);

        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> vault.open(1, altered, 3, 14)).isInstanceOf(IllegalStateException.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> vault.open(1, cut, 3, 14)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theCurrentVersionSealsAndEachOpensItsOwn() {
        byte[] old = vault.seal(TOKEN, 3, 14);
        Secrets secrets = TestSecrets.withMasterKeys(Map.of(1, TestSecrets.key(7), 2, TestSecrets.key(8)));
        KeyVault both = new KeyVault(new Vault(secrets, random));

        byte[] sealed = both.seal(TOKEN, 3, 14);

        assertThat(both.currentVersion()).isEqualTo(2);
        assertThat(both.open(2, sealed, 3, 14)).isEqualTo(TOKEN);
        assertThat(both.open(1, old, 3, 14)).isEqualTo(TOKEN);
        assertThat(both.open(2, both.reseal(1, old, 3, 14), 3, 14)).isEqualTo(TOKEN);
        assertThatThrownBy(() -> both.open(1, sealed, 3, 14)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> both.open(2, old, 3, 14)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> both.open(3, sealed, 3, 14)).isInstanceOf(ProblemException.class);
    }
}
