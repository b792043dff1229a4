package io.latchkey.outbox;

/** A series of messages, delivered by one thread. */
public interface Trip extends AutoCloseable {

    /**
     * Delivers one message, within the carrier's time limits. Every failure is reported as an outcome, never
     * as an exception.
     */
    Outcome carry(Parcel parcel);

    @Override
    default void close() {}
}
