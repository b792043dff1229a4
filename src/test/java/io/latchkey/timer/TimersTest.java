package io.latchkey.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Timers timers = new Timers();
    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    TimersTest() {
        timers.use(Thread::new);
    }

    @AfterEach
    void stop() {
        end.countDown();
        timers.stop();
    }

    private void awaitRuns(int count) {
        Pause.until(count + " runs", LIMIT, () -> runs.get() >= count);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aTaskIsRunAgainAndAgain() {
        timers.every(SHORT, runs::incrementAndGet);

        awaitRuns(3);
    }

    @Test
    void oneThatIsRunNowDoesNotWaitForItsInterval() {
        timers.nowAndEvery(Duration.ofDays(1), runs::incrementAndGet);

        awaitRuns(1);
    }

    @Test
    void aTaskThatFailsIsRunAgain() {
        timers.every(SHORT, () -> {
            runs.incrementAndGet();
            throw new AssertionError("As a test wants it");
        });

        awaitRuns(3);
    }

    @Test
    void noTaskWaitsForOthersThatHang() {
        for (int i = 0; i < 8; i++) {
            timers.nowAndEvery(SHORT, this::awaitEnd);
        }
        timers.every(SHORT, runs::incrementAndGet);

        awaitRuns(3);
    }

    @Test
    void aTaskIsRunOnceAtATime() {
        timers.nowAndEvery(SHORT, () -> {
            runs.incrementAndGet();
            awaitEnd();
        });
        AtomicInteger others = new AtomicInteger();
        timers.every(SHORT, others::incrementAndGet);

        Pause.until("runs of the other", LIMIT, () -> others.get() >= 5);
        assertThat(runs).hasValue(1);
    }

    @Test
    void theEndWaitsForARunWithoutInterruptingIt() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        timers.nowAndEvery(SHORT, () -> {
            begun.countDown();
            Pause.of(Duration.ofMillis(200));
            done.set(!Thread.currentThread().isInterrupted());
        });
        assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        timers.stop();

        assertThat(done).isTrue();
    }

    @Test
    void afterTheEndNothingIsRun() {
        timers.every(SHORT, runs::incrementAndGet);
        awaitRuns(1);
        timers.stop();
        int atTheEnd = runs.get();

        Pause.of(Duration.ofMillis(50));

        assertThat(runs).hasValue(atTheEnd);
    }

    @Test
    void anIntervalIsPositive() {
        assertThatThrownBy(() -> timers.every(Duration.ZERO, runs::incrementAndGet))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
