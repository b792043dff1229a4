package io.latchkey.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.FailingLog;
import io.latchkey.testing.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Stopping stopping = new Stopping();
    private final Timers timers = new Timers(stopping);
    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    TimersTest() {
        timers.prepare(Thread::new, UnaryOperator.identity());
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
        timers.every(SHORT, "test", runs::incrementAndGet);

        awaitRuns(3);
    }

    @Test
    void eachRunHasAContextOfItsOwn() {
        AtomicInteger contexts = new AtomicInteger();
        Timers contextual = new Timers(new Stopping());
        contextual.prepare(Thread::new, task -> () -> {
            contexts.incrementAndGet();
            task.run();
        });
        contextual.every(SHORT, "test", runs::incrementAndGet);

        awaitRuns(3);
        contextual.stop();
        assertThat(contexts).hasValue(runs.get());
    }

    @Test
    void oneThatIsRunNowDoesNotWaitForItsInterval() {
        timers.nowAndEvery(Duration.ofDays(1), "test", runs::incrementAndGet);

        awaitRuns(1);
    }

    @Test
    void aTaskThatFailsIsRunAgain() {
        timers.every(SHORT, "test", () -> {
            runs.incrementAndGet();
            throw new AssertionError("As a test wants it");
        });

        awaitRuns(3);
    }

    @Test
    void evenIfItsFailureCannotBeLogged() {
        try (FailingLog log = new FailingLog(TimedTask.class)) {
            timers.every(SHORT, "test", () -> {
                runs.incrementAndGet();
                throw new OutOfMemoryError("As a test wants it");
            });

            awaitRuns(3);
            assertThat(log.failures()).isPositive();
        }
    }

    @Test
    void aTaskThatIsNotRunAnyMoreIsLostAndOneThatIsRunningIsNot() {
        timers.nowAndEvery(SHORT, "test", () -> {
            runs.incrementAndGet();
            awaitEnd();
        });
        timers.every(Duration.ofDays(1), "test", runs::incrementAndGet);
        awaitRuns(1);
        Pause.of(Duration.ofMillis(100));
        assertThat(timers.hasLost(Duration.ofMillis(50))).isFalse();

        Timers withoutThreads = new Timers(new Stopping());
        withoutThreads.prepare(run -> new Thread(() -> {}), UnaryOperator.identity());
        withoutThreads.every(SHORT, "test", runs::incrementAndGet);
        assertThat(withoutThreads.hasLost(LIMIT)).isFalse();
        Pause.until("the task to be lost", LIMIT, () -> withoutThreads.hasLost(Duration.ofMillis(50)));
        withoutThreads.stop();
        assertThat(withoutThreads.hasLost(Duration.ZERO)).as("after the end").isFalse();
    }

    @Test
    void noTaskWaitsForOthersThatHang() {
        for (int i = 0; i < 8; i++) {
            timers.nowAndEvery(SHORT, "test", this::awaitEnd);
        }
        timers.every(SHORT, "test", runs::incrementAndGet);

        awaitRuns(3);
    }

    @Test
    void aTaskIsRunOnceAtATime() {
        timers.nowAndEvery(SHORT, "test", () -> {
            runs.incrementAndGet();
            awaitEnd();
        });
        AtomicInteger others = new AtomicInteger();
        timers.every(SHORT, "test", others::incrementAndGet);

        Pause.until("runs of the other", LIMIT, () -> others.get() >= 5);
        assertThat(runs).hasValue(1);
    }

    @Test
    void theEndWaitsForARunWithoutInterruptingIt() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        timers.nowAndEvery(SHORT, "test", () -> {
            begun.countDown();
            Pause.of(Duration.ofMillis(200));
            done.set(!Thread.currentThread().isInterrupted());
        });
        assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        timers.stop();

        assertThat(done).isTrue();
    }

    @Test
    void theEndWaitsForWorkOnOtherThreadsAndNoMoreIsBegun() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        Thread other = new Thread(() -> stopping.run(() -> {
            begun.countDown();
            Pause.until("the end to begin", LIMIT, stopping::hasBegun);
            Pause.of(Duration.ofMillis(200));
            done.set(true);
        }));
        other.start();
        assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        timers.stop();

        assertThat(done).isTrue();
        stopping.run(runs::incrementAndGet);
        assertThat(runs).hasValue(0);
        other.join();
    }

    private void hang() {
        runs.incrementAndGet();
        awaitEnd();
    }

    @Test
    void theEndWaitsForNobodyForLong() {
        new Thread(() -> stopping.run(this::hang)).start();
        timers.nowAndEvery(SHORT, "test", this::hang);
        awaitRuns(2);
        Instant start = Instant.now();

        timers.stop();

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void afterTheEndNothingIsRun() {
        timers.every(SHORT, "test", runs::incrementAndGet);
        awaitRuns(1);
        timers.stop();
        int atTheEnd = runs.get();

        Pause.of(Duration.ofMillis(50));

        assertThat(runs).hasValue(atTheEnd);
    }

    @Test
    void anIntervalIsPositive() {
        assertThatThrownBy(() -> timers.every(Duration.ZERO, "a timer", runs::incrementAndGet))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a timer");
    }
}
