package io.latchkey.json;

/**
 * Defines regular expressions for texts by which people identify something. They accept an empty text, which
 * is left to the size constraint.
 */
public final class VisibleText {

    /**
     * The part of {@link #WITHOUT_WIDTH} that is beyond the basic plane: controls of shorthand and of musical notation,
     * tags, and supplementary variation selectors. Written as pairs of surrogates, each of which Java reads as one
     * character; not every language does.
     */
    public static final String BEYOND_BASIC_PLANE =
            "\\uD82F\\uDCA0-\\uD82F\\uDCA3\\uD834\\uDD73-\\uD834\\uDD7A\\uDB40\\uDC00-\\uDB43\\uDFFF";

    /**
     * For a character class in a regular expression: characters without width, such as a zero-width space, a soft
     * hyphen or a filler. Two texts that differ only in these look the same, although some belong to the spelling of
     * words (the zero-width non-joiner in Persian). It has the Unicode property Default_Ignorable_Code_Point, except
     * {@link #VARIATION_SELECTORS}, and in addition the empty Braille pattern.
     */
    public static final String WITHOUT_WIDTH =
            "\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u200B-\\u200F\\u2060-\\u2065\\u206A-\\u206F"
                    + "\\u2800\\u3164\\uFEFF\\uFFA0\\uFFF0-\\uFFFB" + BEYOND_BASIC_PLANE;

    /** For a character class in a regular expression: variation selectors, which are also part of many emoji. */
    public static final String VARIATION_SELECTORS = "\\u180B-\\u180F\\uFE00-\\uFE0F";

    /** For a character class in a regular expression: white space, also beyond ASCII. */
    public static final String SPACES = "\\s\\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000";

    /** What is not visible by itself, written so that every language understands it. */
    private static final String INVISIBLE = SPACES + WITHOUT_WIDTH + VARIATION_SELECTORS;

    private static final String SOMETHING_VISIBLE = "(?=[" + INVISIBLE + "]*+[^" + INVISIBLE + "])";

    /**
     * Requires a visible character and excludes control characters, which could forge a line in a log or a
     * list. Possessive, so that the cost is never more than proportional to the length of the text.
     */
    public static final String ANY = SOMETHING_VISIBLE + "\\P{Cc}*+|";

    /**
     * The same, but for texts that people read: also excludes characters that end a line or change the
     * direction of the text in a list or an e-mail.
     */
    public static final String LINE = SOMETHING_VISIBLE + "[^" + LineBreaking.CHARACTERS + "]*+|";

    /** The error message for a text that matches neither. */
    public static final String MESSAGE = "must contain something visible and no control characters";

    private VisibleText() {}
}
