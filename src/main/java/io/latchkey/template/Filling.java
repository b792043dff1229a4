package io.latchkey.template;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The values for the placeholders of one recipient's message.
 *
 * @param data a JSON object
 * @param channel the channel of the message
 * @param recipient the recipient's address
 */
public record Filling(JsonNode data, Channel channel, String recipient) {

    private static final String TEMPLATE_PREFIX = "TEMPLATE.";

    /**
     * Returns the value at the end of the path; empty when it is missing, empty, or itself a list or an
     * object.
     */
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
     * Returns the value with the given name: {@code name}, {@code object.name} or {@code TEMPLATE.name};
     * {@code EMAIL} and {@code SMS} stand for the recipient's address unless the data defines them.
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

    /**
     * Removes control characters other than tab and line breaks, and unpaired surrogates, which no mail can
     * contain.
     */
    private static String storable(String value) {
        return value.codePoints()
                .filter(c -> c >= ' ' || c == '\t' || c == '\n' || c == '\r')
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
