package io.latchkey.outbox;

/**
 * What an attempt to send has come to.
 *
 * @param detail why, for the organisation's own eyes; one line of at most 500 characters, empty for a success
 */
public record Outcome(Kind kind, String detail) {

    /** The kinds of outcomes. */
    public enum Kind {
        /** Handed to the mail server. */
        DELIVERED,
        /** Taken by the webhook. */
        TAKEN,
        /** Refused for good: another attempt would be refused as well. */
        REFUSED,
        /** Failed this time. */
        FAILED,
        /** Nobody is there to take it, nor would anybody take the next. */
        UNREACHABLE
    }

    private static final int MAX_DETAIL = 500;

    public Outcome {
        detail = oneLine(detail);
    }

    static Outcome of(Kind kind) {
        return new Outcome(kind, "");
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]+", " ").strip();
        return line.length() <= MAX_DETAIL
                ? line
                : line.codePoints()
                        .limit(MAX_DETAIL / 2)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
