package io.latchkey.outbox;

/**
 * The result of an attempt to send a message.
 *
 * @param detail the reason, shown only to the organisation; one line of at most 500 characters, empty on
 *     success
 */
public record Outcome(Kind kind, String detail) {

    /** The kinds of outcomes. */
    public enum Kind {
        /** Handed to the mail server. */
        DELIVERED,
        /** Accepted by the webhook. */
        TAKEN,
        /** Permanently refused: another attempt would be refused as well. */
        REFUSED,
        /** Failed on this attempt. */
        FAILED,
        /** The destination cannot be reached or takes nothing at present, nor would it take the next message. */
        UNREACHABLE
    }

    private static final int MAX_DETAIL = 500;

    public Outcome {
        detail = oneLine(detail);
    }

    /** Returns whether another attempt may succeed. */
    boolean isWorthRetrying() {
        return kind == Kind.FAILED || kind == Kind.UNREACHABLE;
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
