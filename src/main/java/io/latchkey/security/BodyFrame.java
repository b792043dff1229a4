package io.latchkey.security;

import java.util.List;
import java.util.regex.Pattern;

/** Whether all recipients agree on where the body of a request ends (RFC 9112, section 6.3). */
enum BodyFrame {
    /** A single length, or no body. */
    CLEAR,
    /** Chunked: others may take what follows for a part of the body. */
    LAST_OF_ITS_CONNECTION,
    /** Two lengths, one that is not a number, or a coding that not every recipient supports. */
    UNCLEAR;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** Determines the framing from all values of {@code Transfer-Encoding} and {@code Content-Length}. */
    static BodyFrame of(List<String> codings, List<String> lengths) {
        if (codings.isEmpty()) {
            boolean isNumber =
                    lengths.size() == 1 && NUMBER.matcher(lengths.get(0)).matches();
            return lengths.isEmpty() || isNumber ? CLEAR : UNCLEAR;
        }
        boolean isChunked = codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
        return isChunked && lengths.isEmpty() ? LAST_OF_ITS_CONNECTION : UNCLEAR;
    }
}
