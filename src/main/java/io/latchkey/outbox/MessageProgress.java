package io.latchkey.outbox;

import io.latchkey.template.Channel;

/** How far a message has got, without its content. */
public record MessageProgress(String requestId, Channel channel, MessageStatus status) {}
