package io.latchkey.secret;

import java.util.Base64;
import java.util.Optional;

/**
 * Base64url without padding (RFC 4648, section 5), as used in signed texts. Java's decoder also accepts
 * padding and non-zero trailing bits; here each value has a single encoding, so that no other text has the
 * same meaning.
 */
public final class Base64Url {

    private Base64Url() {}

    /** Encodes the bytes. */
    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Decodes a text; empty if it is not what {@link #encode} returns for the given number of bytes. */
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
