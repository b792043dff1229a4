package io.latchkey.channel;

import java.nio.charset.StandardCharsets;

/**
 * A recipient's address in a channel.
 *
 * @param shown the address as displayed and used for sending
 * @param key a key that is equal for all spellings of the address
 */
public record Address(String shown, String key) {

    /**
     * Returns whether the address has only ASCII characters. An e-mail address with others needs SMTPUTF8
     * (RFC 6531) on every server on the way, and cannot be mailed by Latchkey.
     */
    public boolean isAscii() {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(shown);
    }
}
