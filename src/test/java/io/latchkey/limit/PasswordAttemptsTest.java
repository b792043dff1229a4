package io.latchkey.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.MovableClock;
import io.latchkey.testing.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordAttemptsTest {

    private static final String HERE = "192.0.2.1";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final PasswordAttempts attempts = new PasswordAttempts(Optional.of("3/PT30S"), clock);
    private final AtomicInteger checks = new AtomicInteger();

    private Optional<String> check(String network, String user, boolean right) {
        return attempts.check(network, user, () -> {
            checks.incrementAndGet();
            return right ? Optional.of(user) : Optional.empty();
        });
    }

    private void useUp(String network, String user) {
        for (int i = 0; i < 3; i++) {
            assertThat(check(network, user, false)).isEmpty();
        }
    }

    @Test
    void afterABurstNothingIsChecked() {
        useUp(HERE, "anna");

        assertThatThrownBy(() -> check(HERE, "anna", true))
                .isInstanceOfSatisfying(TooManyAttempts.class, refused -> assertThat(refused.retryAfterSeconds())
                        .hasValue(10));

        assertThat(checks).hasValue(3);
        clock.advance(Duration.ofSeconds(10));
        assertThat(check(HERE, "anna", true)).hasValue("anna");
    }

    @Test
    void eachFurtherWrongOneDoublesTheWaitAndARightOneDoesNot() {
        useUp(HERE, "anna");
        clock.advance(Duration.ofSeconds(10));
        assertThat(check(HERE, "anna", true)).hasValue("anna");
        assertThat(check(HERE, "anna", true)).hasValue("anna");
        assertThat(check(HERE, "anna", false)).isEmpty();

        for (int seconds : new int[] {20, 30, 30}) {
            assertThatThrownBy(() -> check(HERE, "anna", true))
                    .isInstanceOfSatisfying(TooManyAttempts.class, refused -> assertThat(refused.retryAfterSeconds())
                            .hasValue(seconds));
            clock.advance(Duration.ofSeconds(seconds));
            assertThat(check(HERE, "anna", false)).isEmpty();
        }

        clock.advance(Duration.ofSeconds(60));
        useUp(HERE, "anna");
    }

    @Test
    void nobodyIsLockedOutByOthers() {
        useUp(HERE, "anna");

        assertThat(check("198.51.100.1", "anna", true)).hasValue("anna");
        assertThat(check(HERE, "boris", true)).hasValue("boris");
    }

    @Test
    void aRightPasswordIsNotCounted() {
        for (int i = 0; i < 100; i++) {
            assertThat(check(HERE, "anna", true)).hasValue("anna");
        }
    }

    @Test
    void aCheckThatFailsIsNotCounted() {
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> attempts.check(HERE, "anna", () -> {
                        throw new IllegalStateException("The database is away");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(check(HERE, "anna", true)).hasValue("anna");
    }

    @Test
    void manyNamesFromOneNetworkAreTooMany() {
        for (int i = 0; i < 30; i++) {
            check(HERE, "name" + i, false);
        }
        assertThatThrownBy(() -> check(HERE, "name30", false)).isInstanceOf(TooManyAttempts.class);
        assertThat(checks).hasValue(30);
    }

    private int refusedOf(int attemptsAtOnce, boolean right) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(attemptsAtOnce);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < attemptsAtOnce; i++) {
                tasks.add(() -> {
                    try {
                        attempts.check(HERE, "anna", () -> {
                            checks.incrementAndGet();
                            Pause.of(Duration.ofMillis(20));
                            return right ? Optional.of("anna") : Optional.empty();
                        });
                        return false;
                    } catch (TooManyAttempts refused) {
                        return true;
                    }
                });
            }
            int refused = 0;
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                refused += task.get() ? 1 : 0;
            }
            return refused;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void guessesAtOnceGetNoFurther() throws Exception {
        assertThat(refusedOf(40, false)).isEqualTo(37);
        assertThat(checks).hasValue(3);
    }

    @Test
    void rightPasswordsAtOnceAreAllRight() throws Exception {
        assertThat(refusedOf(40, true)).isZero();
    }
}
