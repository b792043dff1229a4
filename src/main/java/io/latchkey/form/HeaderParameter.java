package io.latchkey.form;

import java.util.Optional;

/** Finds a parameter in the value of a header, such as {@code form-data; name="file"}. */
final class HeaderParameter {

    private final String header;
    private int position;

    private HeaderParameter(String header) {
        this.header = header;
    }

    /** Returns the first parameter of that name, whatever its case; empty also if a quote before is not closed. */
    static Optional<String> of(String header, String name) {
        return new HeaderParameter(header).find(name);
    }

    private Optional<String> find(String name) {
        for (position = header.indexOf(';'); position >= 0; position = header.indexOf(';', position)) {
            int equals = header.indexOf('=', position);
            if (equals < 0) {
                return Optional.empty();
            }
            String found = header.substring(position + 1, equals).strip();
            position = equals + 1;
            Optional<String> value = value();
            if (value.isEmpty() || found.equalsIgnoreCase(name)) {
                return value;
            }
        }
        return Optional.empty();
    }

    private Optional<String> value() {
        while (position < header.length() && Character.isWhitespace(header.charAt(position))) {
            position++;
        }
        if (position < header.length() && header.charAt(position) == '"') {
            position++;
            return quoted();
        }
        int semicolon = header.indexOf(';', position);
        int end = semicolon < 0 ? header.length() : semicolon;
        String token = header.substring(position, end).strip();
        position = end;
        return Optional.of(token);
    }

    private Optional<String> quoted() {
        StringBuilder value = new StringBuilder();
        while (position < header.length()) {
            char c = header.charAt(position++);
            if (c == '"') {
                return Optional.of(value.toString());
            }
            // Browsers send the backslashes of a name as they are, and write a quote as %22.
            if (c == '\\' && position < header.length() && "\"\\".indexOf(header.charAt(position)) >= 0) {
                c = header.charAt(position++);
            }
            value.append(c);
        }
        return Optional.empty();
    }
}
