package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyVaultTest {

    private static final KeyToken TOKEN = new KeyToken("lk_secret-ключ");

    private final SecureRandom random = new SecureRandom();
    private final KeyVault vault = vault(7);

    private KeyVault vault(int masterKeyFill) {
        byte[] masterKey = new byte[Secrets.BYTES];
        Arrays.fill(masterKey, (byte) masterKeyFill);
        return new KeyVault(new Secrets(new byte[Secrets.BYTES], masterKey), random);
    }

    @Test
    void opensWhatItHasSealed() {
        assertThat(vault.open(1, vault.seal(TOKEN, 3, 14), 3, 14)).isEqualTo(TOKEN);
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
}
