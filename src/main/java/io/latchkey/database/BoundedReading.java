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
 * Something that is read from the database for whoever looks at the product from outside: on another thread, at most one at
 * once, kept for some seconds, and not waited for longer than said. However often it is asked for, and however long the
 * database does not answer, it holds one thread and one connection, and one more after fifteen times that wait.
 *
 * @param <T> what is read
 */
public final class BoundedReading<T> {

    /** After so many times the patience, what has no answer is asked once more. */
    private static final int LOST_AFTER = 15;

    private final DataSource dataSource;
    private final Executor executor;
    private final Question<T> question;
    private final Duration freshFor;
    private final Duration patience;
    private Attempt<T> last = new Attempt<>(new CompletableFuture<>(), 0);
    private boolean asked;

    /** Reads nothing yet. What was read, or that it failed, is the answer for {@code freshFor}. */
    public BoundedReading(
            DataSource dataSource, Executor executor, Question<T> question, Duration freshFor, Duration patience) {
        this.dataSource = dataSource;
        this.executor = executor;
        this.question = question;
        this.freshFor = freshFor;
        this.patience = patience;
    }

    /** The answer; none when the database has failed, or has not answered in time. */
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
        // Without an answer it may be lost: a server drops what it is given while it still deploys, without a word.
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
     * What is asked.
     *
     * @param <T> the answer
     */
    @FunctionalInterface
    public interface Question<T> {

        /** Asks it. */
        T ask(Connection connection) throws SQLException;
    }

    private record Attempt<T>(CompletableFuture<T> answer, long begunAt) {}
}
