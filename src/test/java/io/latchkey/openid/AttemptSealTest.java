package io.latchkey.openid;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptSealTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-28T12:00:00Z"));
    private final AttemptSeal seal = seal(1);
    private final OpenIdAttempt attempt = OpenIdAttempt.to("/settings/activity?number=7");

    private AttemptSeal seal(int digestKey) {
        return new AttemptSeal(TestSecrets.withDigestKey(digestKey), clock);
    }

    @Test
    void anyNodeOpensWhatOneHasSealed() {
        assertThat(seal(1).open(seal.seal(attempt))).contains(attempt);
    }

    @Test
    void itIsGoodForTenMinutes() {
        String sealed = seal.seal(attempt);

        clock.advance(AttemptSeal.PERIOD.minusMillis(1));
        assertThat(seal.open(sealed)).contains(attempt);
        clock.advance(AttemptSeal.PERIOD.minus(AttemptSeal.PERIOD.minusMillis(1)));
        assertThat(seal.open(sealed)).isEmpty();
    }

    @Test
    void itTellsNothingAndFitsIntoACookie() {
        String sealed = seal.seal(attempt);

        // RFC 6265, section 6.1: four kilobytes; five of these are under three.
        assertThat(sealed).matches("[A-Za-z0-9_.-]+").hasSizeLessThan(600);
        for (String part : sealed.split("[.]")) {
            assertThat(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1))
                    .doesNotContain(attempt.state(), attempt.nonce(), attempt.verifier(), "settings");
        }
        assertThat(attempt.toString()).doesNotContain(attempt.state(), attempt.nonce(), attempt.verifier());
        assertThat(seal.seal(attempt)).isNotEqualTo(sealed);
    }

    @Test
    void anotherInstallationsIsNotOpened() {
        assertThat(seal(2).open(seal.seal(attempt))).isEmpty();
    }

    @Test
    void noCharacterCanBeChanged() {
        String sealed = seal.seal(attempt);
        for (int i = 0; i < sealed.length() - 1; i++) {
            char other = sealed.charAt(i) == 'A' ? 'Q' : 'A';
            String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
            assertThat(seal.open(changed)).as(changed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "....", "a.b.c.d.e", "eyJhbGciOiJub25lIn0.e30.", "{}", "\u0000"})
    void whatIsNoneIsNotOpened(String text) {
        assertThat(seal.open(text)).isEmpty();
    }
}
