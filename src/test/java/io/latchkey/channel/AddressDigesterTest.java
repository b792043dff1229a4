package io.latchkey.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.TestSecrets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AddressDigesterTest {

    private static final String EMAIL = "email";
    private static final String ANN = "ann@example.com";

    private final AddressDigester digester = new AddressDigester(TestSecrets.withDigestKey(1));

    /** By {@code openssl mac -digest SHA256 -macopt hexkey:01…01 HMAC}, of its four lines as one text. */
    @Test
    void isHmacSha256() {
        assertThat(HexFormat.of().formatHex(digester.digest(7, EMAIL, ANN)))
                .isEqualTo("98550b98812369b287382e0de0188033545fcbd384cc34c968b5e54bbef9dfff");
    }

    @Test
    void whoHasNotTheKeyCannotTryAddressesOut() {
        assertThat(new AddressDigester(TestSecrets.withDigestKey(2)).digest(7, EMAIL, ANN))
                .isNotEqualTo(digester.digest(7, EMAIL, ANN));
    }

    @Test
    void oneOrganisationsDigestIsNotAnothers() {
        assertThat(digester.digest(8, EMAIL, ANN)).isNotEqualTo(digester.digest(7, EMAIL, ANN));
    }
}
