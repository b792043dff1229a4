package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestSecrets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is remembered of keys, while they are changed and the machine's clock is set. */
class PresentedKeysTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PERIOD = Duration.ofDays(90);
    private static final long KEY = 7;
    private static final long SECRET = 8;
    private static final int SIZE = 10;

    /** More than are remembered as missing. */
    private static final int GUESSES = 12_000;

    private final MovableClock clock = new MovableClock(START);
    private final KeyCacheValidity validity = new KeyCacheValidity();
    private final InactivityPolicy inactivity = new InactivityPolicy(PERIOD);
    private final KeyToken token = KeyToken.generate(new SecureRandom());
    private final AccountUser user =
            new AccountUser(new Organisation("Org", START), "anna", "hash", AccountRole.OWNER, START);
    private final ApiKey key = new StoredKey(user);
    private final PresentedKeys keys =
            new PresentedKeys(new OneSecret(), new KeyDigester(TestSecrets.any()), validity, inactivity, clock, SIZE);

    private boolean missing;

    /** What happens once a query has its result, before the caller has it. */
    private Runnable meanwhile = () -> {};

    /** A database with one key. */
    private final class OneSecret extends SecretLookup {

        OneSecret() {
            super(null);
        }

        @Override
        Optional<PresentedKey> find(byte[] digest) {
            return query(digest);
        }

        @Override
        Optional<PresentedKey> find(long id) {
            assertThat(id).isEqualTo(SECRET);
            return query(new byte[0]);
        }

        private Optional<PresentedKey> query(byte[] digest) {
            Optional<PresentedKey> found =
                    missing ? Optional.empty() : Optional.of(ReadKey.of(new KeySecret(key, digest, START)));
            Runnable once = meanwhile;
            meanwhile = () -> {};
            once.run();
            return found;
        }
    }

    /** A key as it is stored. */
    private static final class StoredKey extends ApiKey {

        StoredKey(AccountUser user) {
            super(user, 1, "CRM", AccessRight.EVENTS, START);
        }

        @Override
        public long id() {
            return KEY;
        }
    }

    private void trust() {
        trust(validity);
    }

    private static void trust(KeyCacheValidity validity) {
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

    private static Stream<Arguments> changesOfAKey() {
        return Stream.concat(
                gaps(),
                Stream.of(
                        change("the key is changed", validity -> validity.changed(KEY)),
                        change("its custom right is changed", validity -> validity.changed(Orders.ID))));
    }

    private static Stream<Arguments> changesOfWhatIsMissing() {
        return Stream.concat(gaps(), Stream.of(change("a secret is made", KeyCacheValidity::secretCreated)));
    }

    private static Stream<Arguments> gaps() {
        return Stream.of(
                change("any key may have changed", PresentedKeysTest::trust),
                change("nobody listened for a while", PresentedKeysTest::distrustForAWhile));
    }

    private static void distrustForAWhile(KeyCacheValidity validity) {
        validity.distrust();
        trust(validity);
    }

    private static Arguments change(String what, Consumer<KeyCacheValidity> change) {
        return arguments(named(what, change));
    }

    /** The query has its result, the change is heard of, and only then is the result remembered. */
    @ParameterizedTest
    @MethodSource("changesOfAKey")
    void aKeyThatIsChangedWhileItIsReadIsReadAgain(Consumer<KeyCacheValidity> change) {
        trust();
        key.setRight(new Orders("GET"));
        meanwhile = () -> change.accept(validity);
        assertThat(keys.find(token)).isPresent();

        assertThat(keys.recall(token)).isEmpty();
        assertThat(keys.find(token)).isPresent();
        assertThat(keys.misses()).isEqualTo(2);

        assertThat(keys.recall(token)).isPresent();
        assertThat(keys.find(token)).isPresent();
        assertThat(keys.misses()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("changesOfAKey")
    void aSecretBehindATokenThatIsChangedWhileItIsReadIsReadAgain(Consumer<KeyCacheValidity> change) {
        trust();
        key.setRight(new Orders("GET"));
        meanwhile = () -> change.accept(validity);
        assertThat(keys.findSecret(SECRET)).isPresent();

        assertThat(keys.findSecret(SECRET)).isPresent();
        assertThat(keys.misses()).isEqualTo(2);

        assertThat(keys.findSecret(SECRET)).isPresent();
        assertThat(keys.misses()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("changesOfWhatIsMissing")
    void aSecretThatIsMadeWhileItIsMissedIsFound(Consumer<KeyCacheValidity> change) {
        trust();
        missing = true;
        meanwhile = () -> change.accept(validity);
        assertThat(keys.find(token)).isEmpty();

        missing = false;
        assertThat(keys.find(token)).isPresent();
    }

    @Test
    void guessesLeaveTheKeysThatAreRemembered() {
        trust();
        assertThat(keys.find(token)).isPresent();
        missing = true;
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < GUESSES; i++) {
            assertThat(keys.find(KeyToken.generate(random))).isEmpty();
        }

        assertThat(keys.find(token)).isPresent();
        assertThat(keys.recall(token)).isPresent();
        assertThat(keys.misses()).isEqualTo(1 + GUESSES);
    }

    @Test
    void guessesAreRememberedInBoundedNumber() {
        trust();
        missing = true;
        SecureRandom random = new SecureRandom();
        List<KeyToken> guesses =
                Stream.generate(() -> KeyToken.generate(random)).limit(GUESSES).toList();
        guesses.forEach(keys::find);
        // The library forgets a little later, in another thread.
        Pause.until("guesses that are forgotten", Duration.ofSeconds(5), () -> {
            guesses.forEach(keys::find);
            return keys.misses() > GUESSES + 1_000;
        });
    }

    @Test
    void keysAreRememberedInBoundedNumber() {
        trust();
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 1_000; i++) {
            assertThat(keys.find(KeyToken.generate(random))).isPresent();
        }
        Pause.until("keys that are forgotten", Duration.ofSeconds(30), () -> keys.size() <= SIZE);
        assertThat(keys.size()).isPositive();
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
