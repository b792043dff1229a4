package io.latchkey.outbox;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Sends deliveries one after another, over a connection that is shared until it is closed.
 *
 * @param <T> the deliveries
 */
@FunctionalInterface
public interface Transport<T> extends AutoCloseable {

    /**
     * Sends one delivery whose attempt has begun. One that cannot be sent is reported as an outcome, so that
     * it neither blocks those behind it nor is retried for ever.
     *
     * @return the outcome to record; empty if the delivery has been finished without being sent
     * @throws SQLException when the database fails; the attempt is repeated when its lease ends
     */
    Optional<Outcome> send(T begun) throws SQLException;

    @Override
    default void close() {}
}
