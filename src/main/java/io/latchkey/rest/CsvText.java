package io.latchkey.rest;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * The text of a CSV file as written by spreadsheet programs: in UTF-8, possibly with a byte order mark, which
 * is not part of the text.
 */
public record CsvText(String text) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Decodes a file.
     *
     * @throws CharacterCodingException if it is not in UTF-8
     */
    public static CsvText decode(byte[] file) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(file))
                .toString();
        return new CsvText(text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1));
    }

    /**
     * Returns the delimiter: a comma, or a semicolon, which spreadsheet programs write instead in many
     * countries.
     */
    public char delimiter() {
        String header = text.lines().findFirst().orElse("");
        return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
    }

    /**
     * Opens a parser for the rows (RFC 4180), which skips empty lines.
     *
     * @throws IOException if the first row is not valid
     */
    public CSVParser rows() throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter())
                .setIgnoreEmptyLines(true)
                .get();
        return CSVParser.parse(new StringReader(text), format);
    }

    /**
     * Returns whether a row has more than the given number of values (RFC 4180). It keeps none of them, as
     * opposed to a parser, which needs many times the size of the file for a row that consists of delimiters.
     */
    public boolean hasRowOfMoreThan(int values) {
        char delimiter = delimiter();
        int delimiters = 0;
        boolean atStart = true;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                quoted = c != '"';
                // Another quotation mark would continue the value: two of them stand for one.
                atStart = !quoted;
            } else if (atStart && c == '"') {
                quoted = true;
            } else if (c == delimiter) {
                delimiters++;
                atStart = true;
            } else {
                boolean ends = c == '\n' || c == '\r';
                delimiters = ends ? 0 : delimiters;
                atStart = ends;
            }
            if (delimiters >= values) {
                return true;
            }
        }
        return false;
    }
}
