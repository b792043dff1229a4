package io.latchkey.channel;

/**
 * A recipient's address in a channel.
 *
 * @param shown the address as displayed and used for sending
 * @param key a key that is equal for all spellings of the address
 */
public record Address(String shown, String key) {}
