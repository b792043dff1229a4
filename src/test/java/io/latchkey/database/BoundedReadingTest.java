package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Pause;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedReadingTest {

    private final JdbcDataSource dataSource = new JdbcDataSource();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();

    BoundedReadingTest() {
        dataSource.setURL("jdbc:h2:mem:");
    }

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private BoundedReading<Integer> reading(BoundedReading.Question<Integer> question, Duration freshFor) {
        return new BoundedReading<>(dataSource, executor, question, freshFor, Duration.ofSeconds(30));
    }

    @Test
    void isKeptForItsTime() {
        BoundedReading<Integer> kept = reading(connection -> asked.incrementAndGet(), Duration.ofHours(1));
        BoundedReading<Integer> fresh = reading(connection -> asked.incrementAndGet(), Duration.ZERO);

        assertThat(kept.get()).hasValue(1);
        assertThat(kept.get()).hasValue(1);
        assertThat(fresh.get()).hasValue(2);
        assertThat(fresh.get()).hasValue(3);
    }

    @Test
    void isKeptForItsTimeHoweverShortThePatience() throws InterruptedException {
        BoundedReading<Integer> kept = new BoundedReading<>(
                dataSource,
                Runnable::run,
                connection -> asked.incrementAndGet(),
                Duration.ofHours(1),
                Duration.ofMillis(10));

        kept.get();
        TimeUnit.MILLISECONDS.sleep(200);
        kept.get();
        assertThat(asked).hasValue(1);
    }

    @Test
    void aFailureIsNoAnswer() {
        assertThat(reading(
                                connection -> {
                                    throw new SQLException("away");
                                },
                                Duration.ZERO)
                        .get())
                .isEmpty();
        assertThat(new BoundedReading<>(
                                dataSource,
                                task -> {
                                    throw new RejectedExecutionException();
                                },
                                connection -> 1,
                                Duration.ZERO,
                                Duration.ofSeconds(2))
                        .get())
                .isEmpty();
    }

    @Test
    void oneThatWasDroppedIsAskedAgainAfterThePatience() {
        AtomicInteger given = new AtomicInteger();
        BoundedReading<Integer> dropped = new BoundedReading<>(
                dataSource,
                task -> {
                    if (given.incrementAndGet() > 1) {
                        task.run();
                    }
                },
                connection -> asked.incrementAndGet(),
                Duration.ZERO,
                Duration.ofSeconds(1));

        assertThat(dropped.get()).isEmpty();
        assertThat(dropped.get()).hasValue(1);
    }

    @Test
    void anErrorIsNoAnswerAndNotTheLast() {
        BoundedReading<Integer> failing = reading(
                connection -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new AssertionError("of the server");
                    }
                    return asked.get();
                },
                Duration.ZERO);

        assertThat(failing.get()).isEmpty();
        assertThat(failing.get()).hasValue(2);
    }

    @Test
    void oneThatHangsIsAskedOnceAndNotWaitedForAgain() {
        CountDownLatch released = new CountDownLatch(1);
        BoundedReading<Integer> hanging = new BoundedReading<>(
                dataSource,
                executor,
                connection -> {
                    asked.incrementAndGet();
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return 1;
                },
                Duration.ZERO,
                Duration.ofSeconds(2));

        assertThat(hanging.get()).isEmpty();
        Pause.until("it to be asked", Duration.ofSeconds(30), () -> asked.get() > 0);
        long begun = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThat(hanging.get()).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
        assertThat(asked).hasValue(1);
        released.countDown();
    }
}
