package io.latchkey.usage;

import io.latchkey.keytoken.KeyToken;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One request with a key, let in or refused. Of a text that is longer than is kept, the beginning is; a key in it, which some
 * client has put in the wrong place, is not.
 *
 * @param path without the query, which may hold anything
 * @param address where the request came from
 * @param agent what the client calls itself (RFC 9110, section 10.1.5); empty, if it does not
 * @param status of the answer
 */
public record KeyUse(Instant at, String method, String path, String address, String agent, int status) {

    /** What a client sends may hold what no terminal or database should be given. */
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}|\\p{Cs}");

    private static final int MAX_METHOD = 20;
    private static final int MAX_ADDRESS = 100;
    private static final int MAX_TEXT = 255;

    public KeyUse {
        method = kept(method, MAX_METHOD);
        path = kept(path, MAX_TEXT);
        address = kept(address, MAX_ADDRESS);
        agent = kept(agent, MAX_TEXT);
    }

    /** Whether Latchkey did not let the key do it: its state, right, address or a limit was against it. */
    public boolean isRefused() {
        return isRefusal(status);
    }

    /** Whether this is the status of such an answer. */
    public static boolean isRefusal(int status) {
        return status == 401 || status == 403 || status == 429;
    }

    private static String kept(String text, int length) {
        String printable =
                KeyToken.mask(isPlain(text) ? text : UNPRINTABLE.matcher(text).replaceAll("?"));
        return printable.length() <= length ? printable : printable.substring(0, length);
    }

    /** Nearly every text is, and need not be searched: each request has four. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
