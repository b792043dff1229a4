package io.latchkey.secret;

import java.util.Base64;
import java.util.Optional;

/**
 * Base64url without padding (RFC 4648, section 5), as signed texts have it. Java also reads padding, and idle bits that are
 * set; here each text has one spelling, so that no other text means the same.
 */
public final class Base64Url {

    private Base64Url() {}

    /** The bytes as text. */
    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bytes; none when the text is not what {@link #encode} makes of as many bytes. */
    public static Optional<byte[]> decode(String text, int bytes) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text))
                    .filter(decoded ->
                            decoded.length == bytes && encode(decoded).equals(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
