package io.latchkey.keypage;

/**
 * A field of a key that somebody else has changed, with its current value.
 *
 * @param label the name of the text that is the field's label
 * @param value the field's value; several values on separate lines, empty if there is none
 * @param time whether the value is a time, in ISO 8601 and UTC
 * @param unit the name of the text that follows the value, such as the period of a quota; empty if there is none
 */
public record ChangedField(String label, String value, boolean time, String unit) {

    ChangedField(String label, String value) {
        this(label, value, false, "");
    }
}
