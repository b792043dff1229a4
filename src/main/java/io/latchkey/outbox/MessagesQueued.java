package io.latchkey.outbox;

import io.latchkey.template.Channel;

/** Messages of a channel were queued in the present transaction. */
public record MessagesQueued(Channel channel) {}
