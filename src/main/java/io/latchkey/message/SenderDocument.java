package io.latchkey.message;

/**
 * A sender from which messages can be sent.
 *
 * @param type the channel
 * @param value the address, with or without a name, or the name
 */
public record SenderDocument(String type, String value) {}
