package io.latchkey.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {

    private static final byte[] BYTES = {(byte) 0xfb, (byte) 0xef, (byte) 0xff, 1};

    @Test
    void readsWhatItWrites() {
        assertThat(Base64Url.encode(BYTES)).isEqualTo("--__AQ");
        assertThat(Base64Url.decode("--__AQ", 4)).hasValue(BYTES);
        assertThat(Base64Url.decode("", 0)).hasValue(new byte[0]);
    }

    /** Padding, an idle bit, the other alphabet, too few and too many bytes, and no Base64. */
    @ParameterizedTest
    @ValueSource(strings = {"--__AQ==", "--__AR", "++//AQ", "--__", "--__AQAA", "--__A", "--__A\n", "--__Aé", ""})
    void readsNoOtherSpelling(String text) {
        assertThat(Base64Url.decode(text, 4)).isEmpty();
    }
}
