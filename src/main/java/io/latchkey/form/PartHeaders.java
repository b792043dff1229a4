package io.latchkey.form;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.ParameterParser;

/** The headers of a part that mean something in a form (RFC 7578, section 4.8); any others are not kept. */
final class PartHeaders {

    static final String CONTENT_TYPE = "content-type";
    static final String CONTENT_TRANSFER_ENCODING = "content-transfer-encoding";
    private static final String CONTENT_DISPOSITION = "content-disposition";

    private static final String LINE_BREAK = "\r\n";
    private static final Pattern HALF_BREAK = Pattern.compile("[\r\n]");

    private static final Set<String> KEPT = Set.of(CONTENT_DISPOSITION, CONTENT_TYPE, CONTENT_TRANSFER_ENCODING);

    private final Map<String, String> values = new TreeMap<>();

    private PartHeaders() {}

    /** Parses the headers of a part; empty if a line is not a header. */
    static Optional<PartHeaders> parse(String text) {
        PartHeaders headers = new PartHeaders();
        return Arrays.stream(text.split(LINE_BREAK)).allMatch(headers::add) ? Optional.of(headers) : Optional.empty();
    }

    private boolean add(String line) {
        int colon = line.indexOf(':');
        // A line that begins with white space would continue the one before: nobody sends that any more.
        if (colon <= 0
                || Character.isWhitespace(line.charAt(0))
                || HALF_BREAK.matcher(line).find()) {
            return false;
        }
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (KEPT.contains(name)) {
            values.putIfAbsent(name, line.substring(colon + 1).strip());
        }
        return true;
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Map<String, String> all() {
        return Map.copyOf(values);
    }

    /** Returns the name of the form's field. */
    Optional<String> fieldName() {
        return get(CONTENT_DISPOSITION).flatMap(value -> parameter(value, "name"));
    }

    /** Returns the name of the file. */
    Optional<String> fileName() {
        return get(CONTENT_DISPOSITION).flatMap(value -> parameter(value, "filename"));
    }

    /**
     * Returns a parameter of a header's value, such as {@code form-data; name="file"}; empty if it has no value.
     *
     * @throws IllegalArgumentException if something looks like an encoded word (RFC 2047) and is not one
     */
    static Optional<String> parameter(String value, String name) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return Optional.ofNullable(parser.parse(value, ';').get(name));
    }
}
