package io.latchkey.keyimport;

/** Determines the line of a text on which each row of it starts. Not thread-safe: it only moves forward. */
final class LineCount {

    private final String text;
    private int position;
    private int line = 1;

    LineCount(String text) {
        this.text = text;
    }

    /**
     * Returns the number of the line, from 1, on which a row starts; empty lines before the row are skipped.
     *
     * @param start the row's position in characters, which must not be before that of the previous call
     */
    int at(long start) {
        while (position < start || isEndOfLine()) {
            if (text.charAt(position) == '\n') {
                line++;
            }
            position++;
        }
        return line;
    }

    /** A row's position includes the empty lines before it. */
    private boolean isEndOfLine() {
        return position < text.length() && (text.charAt(position) == '\n' || text.charAt(position) == '\r');
    }
}
