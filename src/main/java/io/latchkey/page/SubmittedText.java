package io.latchkey.page;

/** Text that a browser submits in a form. */
public final class SubmittedText {

    private SubmittedText() {}

    /** Returns the text; empty for null, which the bean of a page is given for a field that was not submitted. */
    public static String orEmpty(String submitted) {
        return submitted == null ? "" : submitted;
    }
}
