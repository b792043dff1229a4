package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.keytoken.KeyDigester;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.AccountUser;
import io.latchkey.organisation.Organisation;
import io.latchkey.right.AccessRight;
import io.latchkey.right.CustomRight;
import io.latchkey.right.RequestPath;
import io.latchkey.right.RequestPattern;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.TestSecrets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is remembered of keys, while they are changed and the machine's clock is set. */
class PresentedKeysTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PERIOD = Duration.ofDays(90);

    private final MovableClock clock = new MovableClock(START);
    private final KeyCacheValidity validity = new KeyCacheValidity();
    private final InactivityPolicy inactivity = new InactivityPolicy(PERIOD);
    private final KeyToken token = KeyToken.generate(new SecureRandom());
    private final AccountUser user =
            new AccountUser(new Organisation("Org", START), "anna", "hash", AccountRole.OWNER, START);
    private final ApiKey key = new ApiKey(user, 1, "CRM", AccessRight.EVENTS, START);
    private final PresentedKeys keys =
            new PresentedKeys(new OneSecret(), new KeyDigester(TestSecrets.any()), validity, inactivity, clock, 10);

    private boolean missing;

    /** A database with one key. */
    private final class OneSecret extends SecretLookup {

        OneSecret() {
            super(null);
        }

        @Override
        Optional<PresentedKey> find(byte[] digest) {
            return missing ? Optional.empty() : Optional.of(ReadKey.of(new KeySecret(key, digest, START)));
        }
    }

    private void trust() {
        validity.trustFromNow(System.nanoTime() + Duration.ofHours(1).toNanos());
    }

    private KeyStatus status() {
        return keys.find(token).orElseThrow().status(Optional.empty(), inactivity, clock.instant());
    }

    @Test
    void aKeyIsRememberedWhereverTheMachinesClockGoes() {
        trust();
        assertThat(status()).isEqualTo(KeyStatus.ENABLED);

        clock.advance(PERIOD.minusSeconds(1));
        assertThat(status()).isEqualTo(KeyStatus.ENABLED);
        clock.advance(PERIOD.multipliedBy(-5));
        assertThat(status()).isEqualTo(KeyStatus.ENABLED);

        assertThat(keys.misses()).isEqualTo(1);
        assertThat(keys.hits()).isEqualTo(2);
    }

    @Test
    void trustThatHasRunOutDoesNotComeBackWithTheMachinesClock() {
        validity.trustFromNow(System.nanoTime());
        assertThat(status()).isEqualTo(KeyStatus.ENABLED);

        clock.advance(Duration.ofHours(-1));

        assertThat(status()).isEqualTo(KeyStatus.ENABLED);
        assertThat(keys.misses()).isEqualTo(2);
        assertThat(keys.hits()).isZero();
    }

    @Test
    void aRememberedKeyIsRefusedFromItsDateOnAndOpensAgainWithTheClock() {
        trust();
        key.setExpiry(Optional.of(START.plusSeconds(60)), START);
        assertThat(status()).isEqualTo(KeyStatus.ENABLED);

        clock.advance(Duration.ofDays(1));
        assertThat(status()).isEqualTo(KeyStatus.DISABLED);
        clock.advance(Duration.ofDays(-1));
        assertThat(status()).isEqualTo(KeyStatus.ENABLED);

        assertThat(keys.misses()).isEqualTo(1);
    }

    @Test
    void aKeyThatSeemsIdleIsAskedForAndOpensAgainWithTheClock() {
        trust();
        assertThat(status()).isEqualTo(KeyStatus.ENABLED);

        clock.advance(PERIOD);
        assertThat(status()).isEqualTo(KeyStatus.DISABLED);
        assertThat(keys.misses()).isEqualTo(2);

        clock.advance(PERIOD.negated());
        assertThat(status()).isEqualTo(KeyStatus.ENABLED);
    }

    @Test
    void aSecretThatIsMissingIsRememberedAsSuchUntilOneIsMade() {
        trust();
        missing = true;
        assertThat(keys.find(token)).isEmpty();
        assertThat(keys.find(token)).isEmpty();
        assertThat(keys.misses()).isEqualTo(1);
        assertThat(keys.hits()).isEqualTo(1);

        missing = false;
        validity.secretCreated();
        assertThat(keys.find(token)).isPresent();
    }

    @Test
    void aMissingSecretIsAskedForOnceNothingIsTrusted() {
        trust();
        missing = true;
        assertThat(keys.find(token)).isEmpty();

        missing = false;
        validity.distrust();
        assertThat(keys.find(token)).isPresent();
    }

    @Test
    void aKeyIsForgottenWhenItsCustomRightIsChanged() {
        trust();
        key.setRight(new Orders("GET"));
        PresentedKey before = keys.find(token).orElseThrow();
        assertThat(before.isCustom()).isTrue();
        assertThat(before.rightName()).isEqualTo("orders");
        assertThat(covers(before, "GET", "/orders/1")).isTrue();
        assertThat(covers(before, "POST", "/orders/1")).isFalse();
        assertThat(covers(before, "GET", "/customers/1")).isFalse();

        key.setRight(new Orders("POST"));
        assertThat(covers(keys.find(token).orElseThrow(), "GET", "/orders/1")).isTrue();
        validity.changed(Orders.ID);

        assertThat(keys.recall(token)).isEmpty();
        assertThat(covers(keys.find(token).orElseThrow(), "GET", "/orders/1")).isFalse();
    }

    @Test
    void aKeyWithABuiltInRightCoversNoRequestToAnotherService() {
        PresentedKey presented = keys.find(token).orElseThrow();

        assertThat(presented.isCustom()).isFalse();
        assertThat(covers(presented, "GET", "/orders/1")).isFalse();
    }

    private static boolean covers(PresentedKey key, String method, String path) {
        return key.covers(method, RequestPath.parse(path).orElseThrow());
    }

    /** A custom right as it is stored. */
    private static final class Orders extends CustomRight {

        private static final long ID = 51;

        private final String method;

        Orders(String method) {
            this.method = method;
        }

        @Override
        public long id() {
            return ID;
        }

        @Override
        public String name() {
            return "orders";
        }

        @Override
        public List<RequestPattern> requestPatterns() {
            return List.of(new RequestPattern(method + " /orders/**", method, List.of("orders", "**")));
        }
    }
}
