package io.latchkey.json;

/** What a text must be that people tell something by: regular expressions, which take the empty text and leave it to the size. */
public final class VisibleText {

    /**
     * Something to see, and no control character: those could forge a line in a log or a list. Possessive, so that no text
     * costs more than its length.
     */
    public static final String ANY = "(?=\\s*+\\S)\\P{Cc}*+|";

    /** The same for people to read: nor what ends a line or turns the direction of the text in a list or a mail. */
    public static final String LINE = "(?=\\s*+\\S)[^" + LineBreaking.CHARACTERS + "]*+|";

    /** What is said of a text that is neither. */
    public static final String MESSAGE = "must contain something visible and no control characters";

    private VisibleText() {}
}
