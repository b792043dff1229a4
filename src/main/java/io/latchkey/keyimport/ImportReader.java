package io.latchkey.keyimport;

import io.latchkey.json.Json;
import io.latchkey.rest.BodyBinder;
import io.latchkey.rest.CsvText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a file of keys in UTF-8: NDJSON, or CSV (RFC 4180) whose first line names the columns. */
@Singleton
class ImportReader {

    private final BodyBinder binder;
    private final Json json;

    @Inject
    ImportReader(BodyBinder binder, Json json) {
        this.binder = binder;
        this.json = json;
    }

    /**
     * Reads one JSON object per line; blank lines are skipped.
     *
     * @throws UnreadableFile if the file as a whole cannot be imported
     */
    ImportLines ndjson(byte[] file) {
        ImportLines lines = new ImportLines(binder);
        String text = decode(file).text();
        int number = 0;
        int start = 0;
        // Line by line, since a file of line breaks alone has millions of lines.
        while (start <= text.length()) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            number++;
            if (!line.isBlank()) {
                lines.add(number, line.getBytes(StandardCharsets.UTF_8));
            }
            start = end < 0 ? text.length() + 1 : end + 1;
        }
        return lines;
    }

    /**
     * Reads one key per line, with columns named like the fields; {@code label.NAME} is a label, multiple
     * addresses are separated by spaces, and an empty value counts as left out.
     *
     * @throws UnreadableFile if the file as a whole cannot be imported
     */
    ImportLines csv(byte[] file) {
        CsvText csv = decode(file);
        if (csv.hasRowOfMoreThan(KeyColumns.MAX_VALUES)) {
            throw new UnreadableFile(ImportFault.COLUMNS, KeyColumns.MAX_VALUES);
        }
        ImportLines lines = new ImportLines(binder);
        try (CSVParser rows = csv.rows()) {
            KeyColumns columns = new KeyColumns(List.of());
            LineCount count = new LineCount(csv.text());
            for (CSVRecord row : rows) {
                if (row.getRecordNumber() == 1) {
                    columns = KeyColumns.of(row);
                } else {
                    add(lines, count.at(row.getCharacterPosition()), columns, row);
                }
            }
        } catch (UncheckedIOException | IOException broken) {
            throw new UnreadableFile(ImportFault.QUOTATION);
        }
        return lines;
    }

    private void add(ImportLines lines, int number, KeyColumns columns, CSVRecord row) {
        if (columns.cover(row)) {
            lines.add(number, json.write(columns.fields(row)).getBytes(StandardCharsets.UTF_8));
        } else {
            lines.add(new ImportError(number, "", ImportReason.of(ImportFault.VALUES)));
        }
    }

    private static CsvText decode(byte[] file) {
        try {
            return CsvText.decode(file);
        } catch (CharacterCodingException notUtf8) {
            throw new UnreadableFile(ImportFault.ENCODING);
        }
    }
}
