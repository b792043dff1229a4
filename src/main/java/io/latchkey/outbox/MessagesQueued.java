package io.latchkey.outbox;

import io.latchkey.template.Channel;

/** Fired when messages of a channel have been queued in the current transaction. */
public record MessagesQueued(Channel channel) {}
