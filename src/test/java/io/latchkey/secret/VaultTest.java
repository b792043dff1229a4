package io.latchkey.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.problem.ProblemException;
import io.latchkey.testing.TestSecrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VaultTest {

    private static final String TEXT = "secret-ключ";
    private static final byte[] HERE = {1, 2};

    private final Vault vault = vault(Map.of(1, TestSecrets.key(7)));

    private static Vault vault(Map<Integer, byte[]> masterKeys) {
        return new Vault(TestSecrets.withMasterKeys(masterKeys), new SecureRandom());
    }

    @Test
    void opensWhatItHasSealedWithTheSameAssociatedDataAlone() {
        byte[] sealed = vault.seal(TEXT, HERE);

        assertThat(vault.open(1, sealed, HERE)).isEqualTo(TEXT);
        for (byte[] other : new byte[][] {{}, {1}, {2, 1}, {1, 2, 0}}) {
            assertThatThrownBy(() -> vault.open(1, sealed, other))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageNotContaining(TEXT);
        }
    }

    @Test
    void hidesTheTextAndSealsItDifferentlyEachTime() {
        byte[] sealed = vault.seal(TEXT, HERE);

        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("secret");
        assertThat(sealed).isNotEqualTo(vault.seal(TEXT, HERE));
    }

    @Test
    void sealsAnewUnderTheCurrentVersion() {
        Vault both = vault(Map.of(1, TestSecrets.key(7), 2, TestSecrets.key(8)));
        byte[] old = vault.seal(TEXT, HERE);

        byte[] anew = both.reseal(1, old, HERE);

        assertThat(vault(Map.of(2, TestSecrets.key(8))).open(2, anew, HERE)).isEqualTo(TEXT);
        assertThatThrownBy(() -> both.reseal(2, old, HERE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> both.reseal(1, new byte[] {1}, HERE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> both.open(3, anew, HERE)).isInstanceOf(ProblemException.class);
    }
}
