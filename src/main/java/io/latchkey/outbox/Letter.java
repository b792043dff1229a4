package io.latchkey.outbox;

/**
 * A message to be queued.
 *
 * @param content may be shared with other letters, and is then stored once
 */
public record Letter(MessageContent content, Addressee addressee) {}
