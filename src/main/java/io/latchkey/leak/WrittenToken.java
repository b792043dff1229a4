package io.latchkey.leak;

import io.latchkey.keytoken.KeyToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A token as texts have it: each character of it as it is, or percent-encoded (RFC 3986, section 2.1). A regular expression for
 * that needs a stack as deep as the token is long, and servers' threads have small ones.
 */
final class WrittenToken {

    private static final int NOWHERE = -1;

    private final List<String> characters;

    WrittenToken(String token) {
        this.characters = token.codePoints().mapToObj(Character::toString).toList();
    }

    /** The text with a mask in the place of each token; in a time that grows with both lengths. */
    String mask(String text) {
        int[] ends = ends(text);
        StringBuilder masked = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (ends[at] > at) {
                masked.append(KeyToken.MASK);
                at = ends[at];
            } else {
                masked.append(text.charAt(at++));
            }
        }
        return masked.toString();
    }

    /** Where a token ends that begins at each place of the text; from the last character on, so that nothing is tried twice. */
    private int[] ends(String text) {
        int[] ends = new int[text.length() + 1];
        Arrays.setAll(ends, place -> place);
        for (int i = characters.size() - 1; i >= 0; i--) {
            String plain = characters.get(i);
            String encoded = HexFormat.of().withPrefix("%").formatHex(plain.getBytes(StandardCharsets.UTF_8));
            // What comes behind a place is still that of the rest of the token.
            for (int place = 0; place <= text.length(); place++) {
                int end = text.startsWith(plain, place) ? ends[place + plain.length()] : NOWHERE;
                // A percent sign may be either; of two ways to read a token the longer leaves nothing of it.
                ends[place] = text.regionMatches(true, place, encoded, 0, encoded.length())
                        ? Math.max(end, ends[place + encoded.length()])
                        : end;
            }
        }
        return ends;
    }
}
