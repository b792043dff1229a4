package io.latchkey.channel;

/**
 * Where a message goes in a channel.
 *
 * @param shown as it is shown and sent to
 * @param key the same for all spellings of one address
 */
public record Address(String shown, String key) {}
