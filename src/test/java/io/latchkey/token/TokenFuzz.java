package io.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.testing.TestSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is presented as a key or a token: only what was made here has its form, and each in one spelling alone. */
class TokenFuzz {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 32;

    private static final EventTokens TOKENS = new EventTokens(
            TestSecrets.any(), Duration.ofHours(1), Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC));

    static Stream<String> seeds() {
        String random = "abcdefghijklmnopqrstuvwxyzABCDEF";
        return Stream.of(
                "lk_",
                "lkt_",
                "lkt_.",
                "lkt_AAAAAAAAAAAAAAAAAAAAAA.AAAA",
                random,
                random.replace('a', 'é'),
                key(random),
                TOKENS.issue(42).value(),
                TOKENS.issue(-1).value(),
                "key of another system");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "3s")
    void onlyWhatWasMadeHereHasItsForm(@NotNull String text) {
        checkKey(new KeyToken(text));
        checkEventToken(text);
        String random = text.substring(0, Math.min(RANDOM_LENGTH, text.length()));
        checkMadeOf(random);
    }

    private static void checkKey(KeyToken token) {
        String text = token.value();
        if (token.isOurs()) {
            assertThat(text).matches("lk_[0-9A-Za-z]{38}");
            assertThat(key(text.substring(3, 3 + RANDOM_LENGTH))).isEqualTo(text);
        }
        assertThat(token.isPlausible()).isEqualTo(token.isOurs() || !text.isEmpty() && !text.startsWith("lk_"));
        assertThat(token.toString()).isEqualTo("KeyToken[…]");
    }

    /** The signature is under a key that nobody else has: no other text is a token, however near to one. */
    private static void checkEventToken(String text) {
        Optional<Long> secret = TOKENS.secretId(new EventToken(text));
        secret.ifPresent(id -> assertThat(TOKENS.issue(id).value()).isEqualTo(text));
    }

    /** A key of these characters is one exactly if they are those of a key; and with one of them changed, none. */
    private static void checkMadeOf(String random) {
        boolean fits = random.length() == RANDOM_LENGTH && random.chars().allMatch(c -> BASE62.indexOf(c) >= 0);
        String key = key(random);
        assertThat(new KeyToken(key).isOurs()).isEqualTo(fits);
        if (fits) {
            int place = random.charAt(0) % key.length();
            char other = key.charAt(place) == 'x' ? 'y' : 'x';
            assertThat(new KeyToken(key.substring(0, place) + other + key.substring(place + 1)).isOurs())
                    .isFalse();
        }
    }

    /** The key of which these are the random characters, by what is documented of its form. */
    private static String key(String random) {
        String start = "lk_" + random;
        CRC32 crc = new CRC32();
        crc.update(start.getBytes(StandardCharsets.UTF_8));
        StringBuilder checksum = new StringBuilder();
        for (long left = crc.getValue(); checksum.length() < 6; left /= BASE62.length()) {
            checksum.insert(0, BASE62.charAt((int) (left % BASE62.length())));
        }
        return start + checksum;
    }
}
