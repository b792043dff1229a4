package io.latchkey.keyimport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/**
 * The columns of a CSV file of keys: turns a row into the fields of the JSON object that describes the same key.
 *
 * @param names the names of the columns, each once: those of the fields, and {@code label.NAME} for a label
 */
record KeyColumns(List<String> names) {

    /** The maximum number of values in a row, of which a key has 32 at most, and of addresses read from one. */
    static final int MAX_VALUES = 1000;

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

    KeyColumns {
        names = List.copyOf(names);
    }

    /**
     * Reads the columns from the first row of the file.
     *
     * @throws UnreadableFile if a heading is unknown or occurs twice
     */
    static KeyColumns of(CSVRecord header) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String heading : header) {
            String name = heading.strip();
            boolean known = FIELDS.contains(name) || name.startsWith(LABEL);
            if (!known || !seen.add(name)) {
                throw new UnreadableFile(
                        ImportFault.HEADING,
                        names.size() + 1,
                        "label.NAME, "
                                + String.join(", ", FIELDS.stream().sorted().toList()));
            }
            names.add(name);
        }
        return new KeyColumns(names);
    }

    /** Returns whether each of the row's values has a column. */
    boolean cover(CSVRecord row) {
        return row.size() <= names.size();
    }

    /**
     * Returns the fields of a row that the columns {@link #cover}, without those whose value is empty. Addresses are
     * separated by spaces.
     */
    Map<String, Object> fields(CSVRecord row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, String> labels = new LinkedHashMap<>();
        Map<String, Object> quota = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            String name = names.get(i);
            String value = row.get(i);
            if (value.isEmpty()) {
                continue;
            }
            if (name.startsWith(LABEL)) {
                labels.put(name.substring(LABEL.length()), value);
            } else if (name.equals(ADDRESSES)) {
                fields.put(name, Arrays.asList(value.strip().split("\\s+", MAX_VALUES)));
            } else if (name.equals(QUOTA_REQUESTS)) {
                quota.put("requests", value.matches("[0-9]{1,18}") ? Long.valueOf(value) : value);
            } else if (name.equals(QUOTA_PERIOD)) {
                quota.put("period", value);
            } else {
                fields.put(name, value);
            }
        }
        if (!quota.isEmpty()) {
            fields.put("quota", quota);
        }
        if (!labels.isEmpty()) {
            fields.put("labels", labels);
        }
        return fields;
    }
}
