package io.latchkey.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

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
}
