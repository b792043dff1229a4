package io.latchkey.json;

/**
 * Defines regular expressions for texts by which people identify something. They accept an empty text, which
 * is left to the size constraint.
 */
public final class VisibleText {

    /**
     * Requires a visible character and excludes control characters, which could forge a line in a log or a
     * list. Possessive, so that the cost is never more than proportional to the length of the text.
     */
    public static final String ANY = "(?=\\s*+\\S)\\P{Cc}*+|";

    /**
     * The same, but for texts that people read: also excludes characters that end a line or change the
     * direction of the text in a list or an e-mail.
     */
    public static final String LINE = "(?=\\s*+\\S)[^" + LineBreaking.CHARACTERS + "]*+|";

    /** The error message for a text that matches neither. */
    public static final String MESSAGE = "must contain something visible and no control characters";

    private VisibleText() {}
}
