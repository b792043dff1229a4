package io.latchkey.security;

import io.latchkey.keytoken.KeyToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The user name and password of HTTP Basic (RFC 7617), in UTF-8 as requested by the challenge.
 *
 * @param userName may be empty; contains no colon
 * @param password may contain colons
 */
public record BasicCredentials(String userName, String password) implements AuthorizationHeader {

    private static final String SCHEME = "Basic ";

    /** Parses an {@code Authorization} header; empty if it is not well-formed Basic. */
    public static Optional<BasicCredentials> parse(String header) {
        if (header.length() > MAX_LENGTH || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] decoded;
        try {
            decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        String userPass = new String(decoded, StandardCharsets.UTF_8);
        Arrays.fill(decoded, (byte) 0);
        int colon = userPass.indexOf(':');
        // Neither part may contain control characters (RFC 7617, section 2); a database would fail on NUL.
        if (colon < 0 || holdsControl(userPass)) {
            return Optional.empty();
        }
        return Optional.of(new BasicCredentials(userPass.substring(0, colon), userPass.substring(colon + 1)));
    }

    /**
     * Returns the API key that these credentials present, for a space in which the user name is ignored: the
     * password, except that what follows the last colon is the key if it has the format of keys created here.
     * A user name has no colon (RFC 7617, section 2), but not all clients prevent one, such as in a URL; the first
     * colon divides it then, and its rest begins the password. A key created elsewhere may have colons itself.
     */
    public KeyToken key() {
        int last = password.lastIndexOf(':');
        if (last >= 0) {
            KeyToken afterLast = new KeyToken(password.substring(last + 1));
            if (afterLast.isOurs()) {
                return afterLast;
            }
        }
        return new KeyToken(password);
    }

    /** A loop instead of a stream, to avoid allocations on every request. */
    private static boolean holdsControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Reveals neither of the two: people put keys into the wrong field. */
    @Override
    public String toString() {
        return "BasicCredentials[…]";
    }
}
