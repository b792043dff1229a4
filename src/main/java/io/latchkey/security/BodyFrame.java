package io.latchkey.security;

import java.util.List;
import java.util.regex.Pattern;

/** Whether everybody reads alike where the body of a request ends (RFC 9112, section 6.3). */
enum BodyFrame {
    /** One length, or no body. */
    CLEAR,
    /** It is in chunks: what comes behind it may be a part of it to others. */
    LAST_OF_ITS_CONNECTION,
    /** Two lengths, one that is no number, or a coding that not everybody knows. */
    UNCLEAR;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** By the values of all its {@code Transfer-Encoding} and {@code Content-Length}. */
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
