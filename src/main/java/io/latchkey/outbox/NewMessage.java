package io.latchkey.outbox;

/**
 * A message to be queued.
 *
 * @param content the content, which may be shared with other messages and is then stored only once
 */
public record NewMessage(MessageContent content, Addressee addressee) {}
