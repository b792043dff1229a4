package io.latchkey.outbox;

/** A series of messages, delivered by one thread. */
public interface SenderSession extends AutoCloseable {

    /**
     * Delivers one message, within the channel's time limits. Every failure is reported as an outcome, never
     * as an exception.
     */
    Outcome send(RenderedMessage rendered);

    @Override
    default void close() {}
}
