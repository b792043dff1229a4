package io.latchkey.json;

/**
 * Defines the characters that must not occur in a single-line text that people read in a list, an e-mail or a
 * log.
 */
public final class LineBreaking {

    /**
     * For a character class in a regular expression: control characters, including those of C1; line and
     * paragraph separators; and characters that change the direction of the text that follows (Unicode
     * Standard Annex 9, section 2), so that it appears to be a different text.
     */
    public static final String CHARACTERS = "\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069";

    private LineBreaking() {}
}
