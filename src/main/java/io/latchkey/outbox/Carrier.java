package io.latchkey.outbox;

import io.latchkey.template.Channel;

/** Carries the messages of a channel out of the house. */
public interface Carrier {

    /** The channel that it serves. */
    Channel channel();

    /** Whether there is anywhere to carry to. */
    boolean isConfigured();

    /** Sets out; what it opens on the way serves all the messages of this trip. */
    Trip setOut();
}
