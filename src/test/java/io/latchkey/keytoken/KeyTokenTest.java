package io.latchkey.keytoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTokenTest {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();

    @Test
    void hasThePrefixAndOneRegularExpressionFindsIt() {
        for (int i = 0; i < 1000; i++) {
            assertThat(KeyToken.generate(random).value()).matches("lk_[0-9A-Za-z]{38}");
        }
    }

    @Test
    void hasAtLeast160RandomBits() {
        double bits = 32 * (Math.log(62) / Math.log(2));

        assertThat(bits).isGreaterThan(160);
        // Every place takes every digit: no place is fixed and none is drawn from fewer.
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            String body = KeyToken.generate(random).value().substring(3, 35);
            for (int place = 0; place < body.length(); place++) {
                seen.add(place + ":" + body.charAt(place));
            }
        }
        assertThat(seen).hasSize(32 * 62);
    }

    @Test
    void endsWithTheCrc32OfAllBeforeIt() {
        String value = KeyToken.generate(random).value();
        CRC32 crc = new CRC32();
        crc.update(value.substring(0, 35).getBytes(StandardCharsets.US_ASCII));

        long checksum = 0;
        for (int place = 35; place < value.length(); place++) {
            checksum = checksum * 62 + BASE62.indexOf(value.charAt(place));
        }

        assertThat(checksum).isEqualTo(crc.getValue());
    }

    @Test
    void aMistypedCharacterIsNoticed() {
        String value = KeyToken.generate(random).value();
        assertThat(new KeyToken(value).isPlausible()).isTrue();

        for (int place = 3; place < value.length(); place++) {
            for (int digit = 0; digit < BASE62.length(); digit++) {
                char other = BASE62.charAt(digit);
                if (other != value.charAt(place)) {
                    String mistyped = value.substring(0, place) + other + value.substring(place + 1);
                    assertThat(new KeyToken(mistyped).isPlausible())
                            .as(mistyped)
                            .isFalse();
                }
            }
        }
    }

    /** The checksum is of the bytes, and what US-ASCII lacks has the byte of a question mark there. */
    @ParameterizedTest
    @CsvSource({"é, UTF-8", "é, US-ASCII", "-, US-ASCII", "/, US-ASCII", ":, US-ASCII", "@, US-ASCII", "[, US-ASCII"})
    void aCharacterThatNoKeyHasIsNoticedWhateverTheChecksum(String character, String charset) {
        String start = "lk_" + "a".repeat(31) + character;
        CRC32 crc = new CRC32();
        crc.update(start.getBytes(Charset.forName(charset)));
        StringBuilder checksum = new StringBuilder();
        for (long left = crc.getValue(); checksum.length() < 6; left /= 62) {
            checksum.insert(0, BASE62.charAt((int) (left % 62)));
        }

        assertThat(new KeyToken(start + checksum).isOurs()).isFalse();
        assertThat(new KeyToken(start + checksum).isPlausible()).isFalse();
    }

    @Test
    void aMissingOrAddedCharacterIsNoticed() {
        String value = KeyToken.generate(random).value();

        assertThat(new KeyToken(value.substring(0, value.length() - 1)).isPlausible())
                .isFalse();
        assertThat(new KeyToken(value + "0").isPlausible()).isFalse();
        assertThat(new KeyToken("lk_").isPlausible()).isFalse();
        assertThat(new KeyToken("").isPlausible()).isFalse();
    }

    @Test
    void aKeyMadeElsewhereHasNoChecksumToFail() {
        assertThat(new KeyToken("0123456789ABCDEF").isPlausible()).isTrue();
    }

    @Test
    void isNeverShown() {
        KeyToken token = KeyToken.generate(random);

        assertThat(token.toString()).doesNotContain(token.value().substring(3, 12));
        assertThat("" + new NewKeyHolder(token)).doesNotContain(token.value());
    }

    private record NewKeyHolder(KeyToken token) {}

    @Test
    void isMaskedInAnyText() {
        String value = KeyToken.generate(random).value();

        assertThat(KeyToken.mask("/a/" + value + "?k=" + value.replace("_", "%5f")))
                .isEqualTo("/a/lk_…?k=lk_…");
        assertThat(KeyToken.mask("/a/talk")).isEqualTo("/a/talk");
    }
}
