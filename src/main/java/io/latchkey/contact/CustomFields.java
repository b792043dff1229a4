package io.latchkey.contact;

import io.latchkey.json.Json;
import io.latchkey.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A contact's custom fields, by their ids. */
final class CustomFields {

    /** The text form of a contact without custom fields. */
    static final String NONE = "{}";

    /** The maximum length of all fields of a contact together, in characters. */
    static final int MAX_LENGTH = 65_535;

    private final SortedMap<Long, String> values = new TreeMap<>();

    private CustomFields() {}

    static CustomFields read(String text, Json json) {
        CustomFields fields = new CustomFields();
        if (!text.equals(NONE)) {
            json.readTree(text.getBytes(StandardCharsets.UTF_8))
                    .properties()
                    .forEach(field -> fields.values.put(
                            Long.valueOf(field.getKey()), field.getValue().stringValue()));
        }
        return fields;
    }

    Map<Long, String> values() {
        return values;
    }

    /** Sets a field; a blank value removes it. */
    void set(long id, String value) {
        if (value == null || value.isBlank()) {
            values.remove(id);
        } else {
            values.put(id, value.strip());
        }
    }

    /**
     * Returns the fields as text.
     *
     * @throws ProblemException 400, when that is longer than {@link #MAX_LENGTH}
     */
    String write(Json json) {
        String text = json.write(values);
        if (text.length() > MAX_LENGTH) {
            throw ProblemException.invalid(
                    "fields", "must not be longer than " + MAX_LENGTH + " characters in total, including those stored");
        }
        return text;
    }
}
