package io.latchkey.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A CSV file as people's spreadsheets write it: in UTF-8, perhaps with a byte order mark, which is no part of the text. */
public record CsvText(String text) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** @throws CharacterCodingException when it is not in UTF-8 */
    public static CsvText decode(byte[] file) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(file))
                .toString();
        return new CsvText(text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1));
    }

    /** A semicolon may stand for the comma, as spreadsheets write it in many countries. */
    public char delimiter() {
        String header = text.lines().findFirst().orElse("");
        return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
    }
}
