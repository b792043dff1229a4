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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a file of keys in UTF-8: NDJSON, or CSV (RFC 4180) whose first line names the columns. */
@Singleton
class ImportReader {

    /** The maximum number of values in a row, of which a key has 32 at most, and of addresses read from one. */
    private static final int MAX_VALUES = 1000;

    private static final String LABEL = "label.";
    private static final String ADDRESSES = "allowedAddresses";
    private static final String QUOTA_REQUESTS = "quota.requests";
    private static final String QUOTA_PERIOD = "quota.period";
    private static final Set<String> FIELDS = Set.of(
            "description",
            "accessRight",
            "customRight",
            "key",
            "sha256",
            "externalId",
            "expiresAt",
            ADDRESSES,
            "rateLimit",
            QUOTA_REQUESTS,
            QUOTA_PERIOD,
            "status");

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
        if (csv.hasRowOfMoreThan(MAX_VALUES)) {
            throw new UnreadableFile(ImportFault.COLUMNS, MAX_VALUES);
        }
        ImportLines lines = new ImportLines(binder);
        try (CSVParser rows = csv.rows()) {
            List<String> columns = List.of();
            LineCount count = new LineCount(csv.text());
            for (CSVRecord row : rows) {
                if (row.getRecordNumber() == 1) {
                    columns = columns(row);
                } else {
                    add(lines, count.at(row.getCharacterPosition()), columns, row);
                }
            }
        } catch (UncheckedIOException | IOException broken) {
            throw new UnreadableFile(ImportFault.QUOTATION);
        }
        return lines;
    }

    private void add(ImportLines lines, int number, List<String> columns, CSVRecord row) {
        if (row.size() > columns.size()) {
            lines.add(new ImportError(number, "", ImportReason.of(ImportFault.VALUES)));
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, String> labels = new LinkedHashMap<>();
        Map<String, Object> quota = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            String column = columns.get(i);
            String value = row.get(i);
            if (value.isEmpty()) {
                continue;
            }
            if (column.startsWith(LABEL)) {
                labels.put(column.substring(LABEL.length()), value);
            } else if (column.equals(ADDRESSES)) {
                fields.put(column, Arrays.asList(value.strip().split("\\s+", MAX_VALUES)));
            } else if (column.equals(QUOTA_REQUESTS)) {
                quota.put("requests", value.matches("[0-9]{1,18}") ? Long.valueOf(value) : value);
            } else if (column.equals(QUOTA_PERIOD)) {
                quota.put("period", value);
            } else {
                fields.put(column, value);
            }
        }
        if (!quota.isEmpty()) {
            fields.put("quota", quota);
        }
        if (!labels.isEmpty()) {
            fields.put("labels", labels);
        }
        lines.add(number, json.write(fields).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> columns(CSVRecord header) {
        List<String> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String heading : header) {
            String column = heading.strip();
            boolean known = FIELDS.contains(column) || column.startsWith(LABEL);
            if (!known || !seen.add(column)) {
                throw new UnreadableFile(
                        ImportFault.HEADING,
                        columns.size() + 1,
                        "label.NAME, "
                                + String.join(", ", FIELDS.stream().sorted().toList()));
            }
            columns.add(column);
        }
        return columns;
    }

    private static CsvText decode(byte[] file) {
        try {
            return CsvText.decode(file);
        } catch (CharacterCodingException notUtf8) {
            throw new UnreadableFile(ImportFault.ENCODING);
        }
    }

    /** Determines the line on which each row starts. */
    private static final class LineCount {

        private final String text;
        private int position;
        private int line = 1;

        LineCount(String text) {
            this.text = text;
        }

        int at(long start) {
            while (position < start || isEndOfLine()) {
                if (text.charAt(position) == '\n') {
                    line++;
                }
                position++;
            }
            return line;
        }

        /** Empty lines before a row are skipped, as the row's position includes them. */
        private boolean isEndOfLine() {
            return position < text.length() && (text.charAt(position) == '\n' || text.charAt(position) == '\r');
        }
    }
}
