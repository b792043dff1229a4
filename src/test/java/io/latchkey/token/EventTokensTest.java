package io.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.TestSecrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final EventTokens tokens = tokens(1, HOUR, NOW);

    @Test
    void aTokenNamesItsSecretUntilItsEnd() {
        EventToken token = tokens.issue(42);

        assertThat(token.value()).matches("lkt_[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}");
        assertThat(tokens.secretId(token)).hasValue(42L);
        assertThat(tokens(1, HOUR, NOW.plus(HOUR).minusMillis(1)).secretId(token))
                .hasValue(42L);
        assertThat(tokens(1, HOUR, NOW.plus(HOUR)).secretId(token)).isEmpty();
    }

    @Test
    void anotherInstallationKnowsNothingOfIt() {
        assertThat(tokens(2, HOUR, NOW).secretId(tokens.issue(42))).isEmpty();
    }

    @Test
    void aTokenThatNamesAKeyIsNotTakenForOneThatNamesASecret() {
        // Of key 42, as good as any here but for the form of its payload, which is the first.
        String first = "lkt_AAAAAAAAACoAAAAAawWKUA.qYxGM4jWu7rw0m0H27HUTprplFRpaKLgpo--VbUX90M";

        assertThat(tokens.issue(42).value()).startsWith(first.substring(0, first.indexOf('.') + 1));
        assertThat(tokens.secretId(new EventToken(first))).isEmpty();
    }

    /** Those that were issued before an upgrade are good after it. */
    @Test
    void itsFormStaysTheSame() {
        assertThat(tokens.issue(42).value())
                .isEqualTo("lkt_AAAAAAAAACoAAAAAawWKUA.mUyEkUvaucA4OrOy2XL0lIJxSMjGhdxfn_OYmgILst4");
    }

    @Test
    void noCharacterCanBeChanged() {
        String token = tokens.issue(42).value();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'Q' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(tokens.secretId(new EventToken(changed))).as(changed).isEmpty();
            assertThat(tokens.secretId(new EventToken(token.substring(0, i))))
                    .as("%d characters", i)
                    .isEmpty();
        }
        assertThat(tokens.secretId(new EventToken(token + "A"))).isEmpty();
    }

    @Test
    void aTokenHasOneSpelling() {
        String token = tokens.issue(42).value();
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        // Of the last character of the signature Base64 uses four bits alone, and leaves padding to the writer.
        int last = digits.indexOf(token.charAt(token.length() - 1));
        String sameBytes = token.substring(0, token.length() - 1) + digits.charAt(last ^ 1);

        assertThat(tokens.secretId(new EventToken(token))).hasValue(42L);
        assertThat(tokens.secretId(new EventToken(sameBytes))).isEmpty();
        assertThat(tokens.secretId(new EventToken(token + "="))).isEmpty();
        assertThat(tokens.secretId(new EventToken(token.replace(".", "==.")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "lkt_", "lkt_.", "lkt_AA.AA", "lkt_é.é", "lk_AAAA", "Bearer x"})
    void otherTextIsNoToken(String text) {
        assertThat(tokens.secretId(new EventToken(text))).isEmpty();
    }

    @Test
    void aTokenIsNotShown() {
        assertThat(tokens.issue(42).toString()).isEqualTo("EventToken[…]");
        assertThat(new TokenDocument(tokens.issue(42), "Bearer", 1).toString()).doesNotContain("lkt_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.5S", "PT-1S", "PT24H1S"})
    void theLifetimeIsShort(Duration lifetime) {
        assertThatThrownBy(() -> tokens(1, lifetime, NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "P1D"})
    void aSecondAndADayAreLifetimes(Duration lifetime) {
        EventTokens tokens = tokens(1, lifetime, NOW);

        assertThat(tokens.secretId(tokens.issue(42))).hasValue(42L);
    }

    private static EventTokens tokens(int digestKey, Duration lifetime, Instant now) {
        return new EventTokens(TestSecrets.withDigestKey(digestKey), lifetime, Clock.fixed(now, ZoneOffset.UTC));
    }
}
