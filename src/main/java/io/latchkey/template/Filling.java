package io.latchkey.template;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The values for the placeholders of one recipient's message.
 *
 * @param data a JSON object
 * @param channel the way to the recipient
 * @param recipient the recipient's address
 */
public record Filling(JsonNode data, Channel channel, String recipient) {

    private static final String TEMPLATE_PREFIX = "TEMPLATE.";

    /** The value at the end of the path; none for what is missing, empty, or a list or an object itself. */
    Optional<String> at(List<String> path) {
        JsonNode node = data;
        for (String step : path) {
            node = node.isArray() ? element(node, step) : node.path(step);
        }
        return text(node);
    }

    private static JsonNode element(JsonNode list, String step) {
        return step.matches("[0-9]{1,4}") ? list.path(Integer.parseInt(step)) : list.path(-1);
    }

    /**
     * The value of this name: {@code name}, {@code object.name} or {@code TEMPLATE.name}; {@code EMAIL} and {@code SMS}
     * are the recipient's address unless the data says otherwise.
     */
    Optional<String> named(String name) {
        String plain = name.startsWith(TEMPLATE_PREFIX) ? name.substring(TEMPLATE_PREFIX.length()) : name;
        return text(data.path(plain))
                .or(() -> at(List.of(plain.split("\\."))))
                .or(() -> plain.equals(channel.name()) ? Optional.of(recipient) : Optional.empty());
    }

    private static Optional<String> text(JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            return Optional.empty();
        }
        return Optional.of(storable(node.asString())).filter(value -> !value.isEmpty());
    }

    /** Without control characters but tab and line breaks, and without half a surrogate pair, which no mail can hold. */
    private static String storable(String value) {
        return value.codePoints()
                .filter(c -> c >= ' ' || c == '\t' || c == '\n' || c == '\r')
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
