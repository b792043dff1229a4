package io.latchkey.outbox;

import io.latchkey.template.Channel;

/** Delivers the messages of a channel to an external service. */
public interface Carrier {

    /** Returns the channel that this carrier serves. */
    Channel channel();

    /** Returns whether a destination is configured. */
    boolean isConfigured();

    /** Starts a trip; the connection that it opens is shared by all messages of the trip. */
    Trip setOut();
}
