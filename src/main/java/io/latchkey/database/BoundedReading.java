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

    /** A reading without an answer is presumed lost, and repeated, after this many times the patience. */
    private static final int LOST_AFTER = 15;

    private final DataSource dataSource;
    private final Executor executor;
    private final Question<T> question;
    private final Duration freshFor;
    private final Duration patience;
    private Attempt<T> last = new Attempt<>(new CompletableFuture<>(), 0);
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
        // An unfinished task may be lost: a server silently drops tasks that are submitted while it is still
        // deploying.
        Duration lasts = last.answer().isDone() ? freshFor : patience.multipliedBy(LOST_AFTER);
        if (!asked || now - last.begunAt() >= lasts.toNanos()) {
            asked = true;
            last = new Attempt<>(begin(), now);
        }
        return last;
    }

    private CompletableFuture<T> begin() {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> read(answer));
        } catch (RejectedExecutionException stoppingOrBusy) {
            answer.completeExceptionally(stoppingOrBusy);
        }
        return answer;
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

    private record Attempt<T>(CompletableFuture<T> answer, long begunAt) {}
}
