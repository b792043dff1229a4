package io.latchkey.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * A value read from the database on behalf of outside observers, such as health checks and metrics. It is
 * read on another thread, by at most one reading at a time, is cached for some seconds, and callers wait no
 * longer than a given patience. However often it is requested, and however long the database does not answer,
 * it holds one thread and one connection, and one more after fifteen times that patience.
 *
 * @param <T> the type of the value
 */
public final class BoundedReading<T> {

    /** A reading that has begun and has no answer is presumed lost, and repeated, after this many times the patience. */
    private static final int LOST_AFTER = 15;

    private final DataSource dataSource;
    private final Executor executor;
    private final Question<T> question;
    private final Duration freshFor;
    private final Duration patience;
    private Attempt<T> last = new Attempt<>(new CompletableFuture<>(), new AtomicBoolean(), 0);
    private boolean asked;

    /**
     * Creates a reading without querying the database yet. A result, or a failure, is reused for
     * {@code freshFor}.
     */
    public BoundedReading(
            DataSource dataSource, Executor executor, Question<T> question, Duration freshFor, Duration patience) {
        this.dataSource = dataSource;
        this.executor = executor;
        this.question = question;
        this.freshFor = freshFor;
        this.patience = patience;
    }

    /** Returns the value, or empty if the database has failed or has not answered in time. */
    public Optional<T> get() {
        Attempt<T> attempt = attempt();
        long left = patience.toNanos() - (System.nanoTime() - attempt.begunAt());
        try {
            return Optional.of(attempt.answer().get(Math.max(0, left), TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException noAnswer) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized Attempt<T> attempt() {
        long now = System.nanoTime();
        if (!asked || now - last.begunAt() >= lasts().toNanos()) {
            asked = true;
            last = new Attempt<>(new CompletableFuture<>(), new AtomicBoolean(), now);
            begin(last);
        }
        return last;
    }

    private Duration lasts() {
        if (last.answer().isDone()) {
            return freshFor;
        }
        // Payara silently drops tasks that are submitted while it is still deploying, when it is asked for its health
        // already.
        return last.isRunning().get() ? patience.multipliedBy(LOST_AFTER) : patience;
    }

    private void begin(Attempt<T> attempt) {
        try {
            executor.execute(() -> {
                attempt.isRunning().set(true);
                read(attempt.answer());
            });
        } catch (RejectedExecutionException stoppingOrBusy) {
            attempt.answer().completeExceptionally(stoppingOrBusy);
        }
    }

    private void read(CompletableFuture<T> answer) {
        try (Connection connection = dataSource.getConnection()) {
            answer.complete(question.ask(connection));
        } catch (SQLException | RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /**
     * A query for the value.
     *
     * @param <T> the type of the value
     */
    @FunctionalInterface
    public interface Question<T> {

        /** Runs the query. */
        T ask(Connection connection) throws SQLException;
    }

    private record Attempt<T>(CompletableFuture<T> answer, AtomicBoolean isRunning, long begunAt) {}
}
