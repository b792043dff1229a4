package io.latchkey.outbox;

import io.latchkey.template.Channel;

/** Delivers the messages of a channel to an external service. */
public interface ChannelSender {

    /** Returns the channel that this sender serves. */
    Channel channel();

    /** Returns whether a destination is configured. */
    boolean isConfigured();

    /** Opens a session; its connection is shared by all messages of the session. */
    SenderSession open();
}
