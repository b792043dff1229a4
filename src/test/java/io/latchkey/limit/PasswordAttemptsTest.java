package io.latchkey.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.problem.ProblemException;
import io.latchkey.testing.MovableClock;
import io.latchkey.testing.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    @Timeout(60)
    void noMoreThreadsWaitThanTheServerHasToSpare() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(120);
        List<Future<Optional<String>>> tasks = new ArrayList<>();
        try {
            for (int i = 0; i < 120; i++) {
                tasks.add(threads.submit(() -> attempts.check(HERE, "anna", () -> {
                    awaitQuietly(release);
                    return Optional.of("anna");
                })));
            }
            // 3 are being checked and 64 wait.
            while (tasks.stream().filter(Future::isDone).count() < 120 - 3 - 64) {
                Pause.of(Duration.ofMillis(10));
            }
            release.countDown();
            int refused = 0;
            for (Future<Optional<String>> task : tasks) {
                try {
                    assertThat(task.get()).hasValue("anna");
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOfSatisfying(ProblemException.class, busy -> assertThat(
                                    busy.problem().status())
                            .isEqualTo(503));
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(120 - 3 - 64);
        } finally {
            release.countDown();
            threads.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void rightPasswordsAtOnceAreAllRight() throws Exception {
        assertThat(refusedOf(40, true)).isZero();
    }
}
