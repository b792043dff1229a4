package io.latchkey.keyimport;

/**
 * A fault of a file or of a line, beyond what the fields of a key have to be. The details are those of the API, in
 * English; a page has a text of its own for each constant.
 */
public enum ImportFault {
    /** The file is not text in UTF-8. */
    ENCODING("must be in UTF-8"),
    /** The quotation marks of the CSV do not match. */
    QUOTATION("is not valid CSV: a quotation mark is out of place"),
    /** The file has too many columns; with the maximum number. */
    COLUMNS("must not have more than {0} columns"),
    /** A column has a heading that is unknown or repeated; with its number and the known headings. */
    HEADING("has a column, number {0}, that is repeated or not one of: {1}"),
    /** The file has too many keys; with the maximum number. */
    KEYS("must not have more than {0} keys"),
    /** The file has no keys. */
    EMPTY("must contain a key"),
    /** A line has more values than there are columns. */
    VALUES("has more values than there are columns"),
    /** A line has no secret, or two. */
    SECRET("must have either key or sha256"),
    /** A key is a mistyped one of this product. */
    CHECKSUM("starts like a Latchkey key but has a wrong checksum"),
    /** A key occurs twice in the file; with the line of the first. */
    REPEATED("is the same key as in line {0}"),
    /** A key exists already, is or was another organisation's, or has leaked; which of these is not revealed. */
    TAKEN("is not importable");

    private final String detail;

    ImportFault(String detail) {
        this.detail = detail;
    }

    /** Returns what the file or the value must be, with placeholders for the values of the reason. */
    String detail() {
        return detail;
    }
}
