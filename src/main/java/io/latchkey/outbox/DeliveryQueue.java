package io.latchkey.outbox;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A queue of deliveries in the database. An attempt belongs to one caller at a time; what a caller records
 * about it takes effect only if no other attempt has begun in the meantime ({@link Attempts}).
 *
 * @param <T> the deliveries
 */
public interface DeliveryQueue<T> {

    /** Begins an attempt unless somebody else has; it belongs to this caller alone until the lease ends. */
    Optional<T> begin(T due, Instant now, Instant leaseEnd) throws SQLException;

    /** Postpones the next attempt. */
    void putOff(T begun, Instant until, String detail) throws SQLException;

    /** Records the final outcome. */
    void finish(T begun, Outcome outcome, Instant now) throws SQLException;
}
