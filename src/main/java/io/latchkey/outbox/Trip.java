package io.latchkey.outbox;

/** Some messages in a row, carried by one thread. */
public interface Trip extends AutoCloseable {

    /** Carries one message, within the carrier's time limits. Every failure is an outcome, none an exception. */
    Outcome carry(Parcel parcel);

    @Override
    default void close() {}
}
