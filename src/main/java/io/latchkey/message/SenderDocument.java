package io.latchkey.message;

/**
 * A sender that messages can be sent from.
 *
 * @param type the channel
 * @param value the address, with or without a name, or the name
 */
public record SenderDocument(String type, String value) {}
