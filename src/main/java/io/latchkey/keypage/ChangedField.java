package io.latchkey.keypage;

/**
 * A field of a key that somebody else has changed, as it is now.
 *
 * @param label the name of the text that names it
 * @param value its content; several lines for several values, empty for none
 * @param time whether that is a time, ISO 8601 in UTC
 */
public record ChangedField(String label, String value, boolean time) {

    ChangedField(String label, String value) {
        this(label, value, false);
    }
}
