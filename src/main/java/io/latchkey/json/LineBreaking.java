package io.latchkey.json;

/** What a text of one line must not have that people read in a list, a mail or a log. */
public final class LineBreaking {

    /**
     * Of a class of characters in a regular expression: control characters, those of C1 too, what separates lines and
     * paragraphs, and what turns the direction of what follows it (Unicode Standard Annex 9, section 2), so that it seems to
     * be another text.
     */
    public static final String CHARACTERS = "\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069";

    private LineBreaking() {}
}
