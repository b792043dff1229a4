package io.latchkey.usage;

import io.latchkey.keytoken.KeyToken;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A request with a key, admitted or refused. Texts are truncated to the length that is stored, and keys
 * created here that a client has put in the wrong place are masked.
 *
 * @param path the path without the query, which may contain anything
 * @param address the client's address
 * @param agent the client's user agent (RFC 9110, section 10.1.5); empty if it sends none
 * @param status the status of the response
 */
public record KeyUse(Instant at, String method, String path, String address, String agent, int status) {

    /** What a client sends may contain characters that are unsafe for terminals or databases. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    // In Java's characters; longer texts are cut.
    private static final int MAX_METHOD = 20;
    private static final int MAX_ADDRESS = 100;
    private static final int MAX_TEXT = 255;

    public KeyUse {
        method = storable(method, MAX_METHOD);
        path = storable(path, MAX_TEXT);
        address = storable(address, MAX_ADDRESS);
        agent = storable(agent, MAX_TEXT);
    }

    /**
     * Returns this use with the texts of another one where both are equal: most uses of a key differ only in their time,
     * and what is kept of them would otherwise hold as many copies.
     */
    KeyUse sharing(KeyUse other) {
        return new KeyUse(
                at,
                same(method, other.method),
                same(path, other.path),
                same(address, other.address),
                same(agent, other.agent),
                status);
    }

    private static String same(String own, String other) {
        return own.equals(other) ? other : own;
    }

    /** Returns whether Latchkey refused the request because of the key's state, right, address or a limit. */
    public boolean isRefused() {
        return isRefusal(status);
    }

    /** Returns whether the status is that of a refusal. */
    public static boolean isRefusal(int status) {
        return status == 401 || status == 403 || status == 429;
    }

    private static String storable(String text, int maxLength) {
        String printable =
                KeyToken.mask(isPlain(text) ? text : UNPRINTABLE.matcher(text).replaceAll("?"));
        return printable.length() <= maxLength ? printable : printable.substring(0, maxLength);
    }

    /** True for nearly every text, which avoids a regular expression for four texts per request. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
