package io.latchkey.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HmacTest {

    private static final byte[] HI_THERE = "Hi There".getBytes(StandardCharsets.US_ASCII);

    private final Hmac hmac = new Hmac(key());

    private static byte[] key() {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);
        return key;
    }

    /** RFC 4231, section 4.2. */
    @Test
    void isHmacSha256() {
        String code = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";

        assertThat(HexFormat.of().formatHex(hmac.of(HI_THERE))).isEqualTo(code);
        assertThat(HexFormat.of().formatHex(hmac.of(HI_THERE))).as("again").isEqualTo(code);
        assertThat(HexFormat.of().formatHex(Hmac.of(key(), HI_THERE))).isEqualTo(code);
    }

    /** More messages at once than there are processors: a thread that is interrupted leaves its digest half done. */
    @Test
    void isTheSameForManyThreads() {
        byte[] code = hmac.of(HI_THERE);

        assertThat(IntStream.range(0, 20_000).parallel().mapToObj(i -> hmac.of(HI_THERE)))
                .allSatisfy(each -> assertThat(each).isEqualTo(code));
    }

    @Test
    void onlyTheWholeCodeIsRight() {
        byte[] code = hmac.of(HI_THERE);

        assertThat(hmac.verify(HI_THERE, code)).isTrue();
        assertThat(hmac.verify(new byte[0], code)).isFalse();
        assertThat(hmac.verify(HI_THERE, Arrays.copyOf(code, 16))).isFalse();
        for (int i = 0; i < code.length; i++) {
            byte[] altered = code.clone();
            altered[i] ^= 1;
            assertThat(hmac.verify(HI_THERE, altered)).isFalse();
        }
    }

    @Test
    void aDerivedKeyIsTheCodeOfItsLabel() {
        assertThat(hmac.derive(HI_THERE).of(HI_THERE))
                .isEqualTo(new Hmac(hmac.of(HI_THERE)).of(HI_THERE))
                .isNotEqualTo(hmac.of(HI_THERE));
    }
}
