package io.latchkey.leak;

import io.latchkey.keytoken.KeyToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A token as it occurs in texts, with each character either literal or percent-encoded (RFC 3986, section
 * 2.1). Matching this with a regular expression would need a stack as deep as the token is long, and servers'
 * threads have small stacks.
 */
final class WrittenToken {

    private static final int NOWHERE = -1;

    private final List<String> characters;

    WrittenToken(String token) {
        this.characters = token.codePoints().mapToObj(Character::toString).toList();
    }

    /**
     * Returns the text with each occurrence of the token masked; takes time proportional to the product of
     * both lengths.
     */
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

    /**
     * Returns where a token ends that begins at each position of the text. Works backwards from the last
     * character, so that nothing is tried twice.
     */
    private int[] ends(String text) {
        int[] ends = new int[text.length() + 1];
        Arrays.setAll(ends, place -> place);
        for (int i = characters.size() - 1; i >= 0; i--) {
            String plain = characters.get(i);
            String encoded = HexFormat.of().withPrefix("%").formatHex(plain.getBytes(StandardCharsets.UTF_8));
            // Positions after this one still hold the ends of the rest of the token.
            for (int place = 0; place <= text.length(); place++) {
                int end = text.startsWith(plain, place) ? ends[place + plain.length()] : NOWHERE;
                // A percent sign may be either; the longer of two readings leaves no part of the token behind.
                ends[place] = text.regionMatches(true, place, encoded, 0, encoded.length())
                        ? Math.max(end, ends[place + encoded.length()])
                        : end;
            }
        }
        return ends;
    }
}
