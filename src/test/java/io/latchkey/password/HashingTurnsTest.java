package io.latchkey.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.problem.ProblemException;
import io.latchkey.testing.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HashingTurnsTest {

    private static void assertRefused(HashingTurns turns) {
        assertThatThrownBy(() -> turns.take(() -> "never"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        busy -> assertThat(busy.problem().status()).isEqualTo(503));
    }

    private static String blocked(CountDownLatch begun, CountDownLatch release) {
        begun.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "done";
    }

    @Test
    void whoWaitsGetsTheirTurnOrIsRefusedAfterAWhile() throws Exception {
        HashingTurns turns = new HashingTurns(1, 10, Duration.ofMillis(100));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<String> first = thread.submit(() -> turns.take(() -> blocked(begun, release)));
            begun.await();
            assertRefused(turns);

            release.countDown();
            assertThat(first.get()).isEqualTo("done");
            assertThat(turns.take(() -> "next")).isEqualTo("next");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void whenEnoughWaitTheNextIsRefusedAtOnce() throws Exception {
        HashingTurns turns = new HashingTurns(1, 1, Duration.ofMinutes(5));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<String> first = threads.submit(() -> turns.take(() -> blocked(begun, release)));
            begun.await();
            Future<String> second = threads.submit(() -> turns.take(() -> "second"));
            Pause.until("the second to wait", Duration.ofSeconds(30), () -> turns.waiting() > 0);
            assertRefused(turns);

            release.countDown();
            assertThat(first.get()).isEqualTo("done");
            assertThat(second.get()).isEqualTo("second");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFailureGivesTheTurnBack() {
        HashingTurns turns = new HashingTurns(1, 1, Duration.ZERO);
        assertThatThrownBy(() -> turns.take(() -> {
                    throw new IllegalStateException("none");
                }))
                .hasMessage("none");

        assertThat(turns.take(() -> "next")).isEqualTo("next");
    }
}
