package io.latchkey.keytoken;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.TestSecrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyDigesterTest {

    private final KeyDigester digester = new KeyDigester(TestSecrets.withDigestKey(1));

    /** {@code printf abc | openssl sha256 -binary | openssl mac -digest SHA256 -macopt hexkey:01…01 HMAC}. */
    @Test
    void isHmacSha256OfTheSha256() {
        assertThat(HexFormat.of().formatHex(digester.digest(new KeyToken("abc"))))
                .isEqualTo("67a782af2dbd92253f592f996d654a6276a1ef081e28ab9df3cdadd5474b6a71");
    }

    @Test
    void theHashAloneLeadsToTheSameDigest() throws Exception {
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest("пароль".getBytes(StandardCharsets.UTF_8));

        assertThat(digester.digestOfSha256(sha256)).isEqualTo(digester.digest(new KeyToken("пароль")));
    }

    @Test
    void dependsOnTheSecret() {
        assertThat(new KeyDigester(TestSecrets.withDigestKey(2)).digest(new KeyToken("abc")))
                .isNotEqualTo(digester.digest(new KeyToken("abc")));
    }
}
