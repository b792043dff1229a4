package io.latchkey.keytoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
        Prescribed prescribed = new Prescribed();

        String value = KeyToken.generate(prescribed).value();

        // Each digit is drawn by itself, and nothing else is made of what was drawn.
        String drawn = prescribed.draws.stream()
                .map(digit -> BASE62.substring(digit, digit + 1))
                .collect(Collectors.joining());
        assertThat(value.substring(3, 35)).isEqualTo(drawn);
        assertThat(prescribed.bits).isGreaterThan(160);
    }

    @Test
    void isAnotherEachTimeAndEveryPlaceTakesEveryDigit() {
        Set<String> keys = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            String value = KeyToken.generate(random).value();
            keys.add(value);
            for (int place = 3; place < 35; place++) {
                seen.add(place + ":" + value.charAt(place));
            }
        }

        assertThat(keys).hasSize(5000);
        assertThat(seen).hasSize(32 * 62);
    }

    /** Draws what the test knows, and no digit twice. Says how many bits as many real draws have. */
    private static final class Prescribed extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final transient List<Integer> draws = new ArrayList<>();
        private double bits;

        @Override
        public int nextInt(int bound) {
            // Has no divisor in common with the number of digits.
            int draw = (draws.size() + 1) * 7 % bound;
            draws.add(draw);
            bits += Math.log(bound) / Math.log(2);
            return draw;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            throw new UnsupportedOperationException("Only single digits are drawn");
        }
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
        assertThat(KeyToken.isIn("was " + value + ".")).isTrue();
        assertThat(KeyToken.isIn("lk%5F" + value.substring(3))).isTrue();
        assertThat(KeyToken.isIn("lk_" + value)).isTrue();
        assertThat(KeyToken.isIn("lk_… of the talk")).isFalse();
        assertThat(KeyToken.isIn("bulk_" + "0123456789".repeat(4))).isFalse();
    }
}
