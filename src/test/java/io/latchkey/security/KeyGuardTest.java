package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.caller.KeyDecision;
import io.latchkey.caller.KeyDecisions;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyCacheValidity;
import io.latchkey.key.OneKey;
import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.keytoken.KnownSecrets;
import io.latchkey.limit.KeyAttempts;
import io.latchkey.limit.TooManyAttempts;
import io.latchkey.network.ClientAddress;
import io.latchkey.testing.Stub;
import io.latchkey.testing.TestSecrets;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys that this node has not heard of, where a password may stand too, and after too many failures. */
class KeyGuardTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Clock clock = Clock.systemUTC();
    private final OneKey key = new OneKey(new InactivityPolicy(Duration.ofDays(90)), clock);
    private final KeyCacheValidity validity = new KeyCacheValidity();
    private final KeyDecisions decisions = new KeyDecisions();
    private final KeyAttempts attempts = new KeyAttempts(Optional.of("2/PT60S"), Clock.fixed(START, ZoneOffset.UTC));
    private final KeyGuard guard = new KeyGuard(
            key.presented(),
            new NotHeardOf(),
            validity,
            decisions,
            attempts,
            new ClientAddress(Optional.empty(), "X-Forwarded-For"),
            request());
    private boolean heardOf;
    private final KeyToken presented = new KeyToken("a-key-of-another-system-0123456789");

    /** What this node knows of keys before it has heard of the new one. */
    private final class NotHeardOf extends KnownSecrets {

        NotHeardOf() {
            super(null, new KeyDigester(TestSecrets.any()), clock, Duration.ofSeconds(5));
        }

        @Override
        public boolean mayExist(KeyToken any) {
            return heardOf;
        }
    }

    private static HttpServletRequest request() {
        return Stub.request((method, arguments) -> switch (method) {
            case "getRemoteAddr" -> "192.0.2.1";
            case "getHeaders" -> Collections.emptyEnumeration();
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** It has another system's form, and has just been imported on another node. */
    @Test
    void aKeyIsTakenForAPasswordWithoutAQueryOnlyByANodeThatHearsOfNewKeys() {
        assertThat(guard.findAmongOthers(presented)).isPresent();

        validity.trustFromNow(System.nanoTime() + Duration.ofHours(1).toNanos());
        assertThat(guard.findAmongOthers(presented)).isEmpty();

        validity.distrust();
        assertThat(guard.findAmongOthers(presented)).isPresent();
    }

    private void failTwice() {
        key.delete();
        for (int i = 0; i < 2; i++) {
            assertThat(guard.find(presented)).isEmpty();
        }
    }

    private void assertRefused(KeyToken guess, long seconds) {
        long queries = key.presented().misses();
        assertThatThrownBy(() -> guard.find(guess))
                .isInstanceOfSatisfying(TooManyAttempts.class, refused -> assertThat(refused.retryAfterSeconds())
                        .hasValue(seconds));
        assertThat(key.presented().misses()).isEqualTo(queries);
    }

    @Test
    void afterTooManyFailuresAGuessIsRefusedWithoutAQueryUntilTheNextRefresh() {
        failTwice();
        assertThat(key.presented().misses()).isEqualTo(2);

        assertRefused(presented, 5);

        assertThat(decisions.number(KeyDecision.UNKNOWN)).isEqualTo(2);
        assertThat(decisions.number(KeyDecision.TOO_MANY_ATTEMPTS)).isEqualTo(1);
    }

    @Test
    void aKeyThatCannotBeLookedUpIsUndecidedAndNoFailure() {
        key.goAway();

        assertThatThrownBy(() -> guard.find(presented)).hasMessage("away");
        assertThatThrownBy(() -> guard.findAmongOthers(presented)).hasMessage("away");

        assertThat(decisions.number(KeyDecision.UNDECIDED)).isEqualTo(2);
        assertThat(decisions.number(KeyDecision.UNKNOWN)).isZero();
        assertThat(attempts.isQuiet()).isTrue();
    }

    @Test
    void whatCanBeNoKeyIsRefusedForTheWholeWait() {
        failTwice();

        assertRefused(new KeyToken("lk_mistyped"), 30);
    }

    @Test
    void whatMayExistAndDoesNotIsRefusedToo() {
        failTwice();
        heardOf = true;

        assertThatThrownBy(() -> guard.find(presented)).isInstanceOf(TooManyAttempts.class);
        assertThat(decisions.number(KeyDecision.TOO_MANY_ATTEMPTS)).isEqualTo(1);
    }

    @Test
    void aKeyThatMayExistIsFoundAlsoAfterTooManyFailures() {
        attempts.failed("192.0.2.1");
        attempts.failed("192.0.2.1");
        heardOf = true;

        assertThat(guard.find(presented)).isPresent();
        assertThat(decisions.number(KeyDecision.UNKNOWN)).isZero();
    }

    @Test
    void aGuessOfAKeyOfOursWhereAPasswordMayStandIsAFailureAndAWrongPasswordIsNone() {
        key.delete();
        KeyToken ours = KeyToken.generate(new SecureRandom());

        assertThat(guard.findAmongOthers(presented)).isEmpty();
        assertThat(attempts.isQuiet()).isTrue();
        assertThat(decisions.number(KeyDecision.UNKNOWN)).isZero();

        assertThat(guard.findAmongOthers(ours)).isEmpty();
        assertThat(attempts.isQuiet()).isFalse();
        assertThat(decisions.number(KeyDecision.UNKNOWN)).isEqualTo(1);
    }
}
