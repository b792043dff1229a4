package io.latchkey.message;

import io.latchkey.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Converts every form of a message's parameters to a single one: the text of a JSON object. */
@Singleton
public class Params {

    /** The maximum length of the text, in characters. */
    private static final int MAX_LENGTH = 65_535;

    static final String EXPECTED = "a JSON object of at most " + MAX_LENGTH + " characters";

    private final Json json;

    @Inject
    public Params(Json json) {
        this.json = json;
    }

    /**
     * Returns the text of an object, which is empty when nothing was sent. Returns empty when the value is
     * neither an object, nor a list of {@code {key, value}}, nor the text of one of these, or exceeds 65535
     * characters.
     */
    Optional<String> read(JsonNode sent) {
        if (sent == null || sent.isNull()) {
            return Optional.of("{}");
        }
        return (sent.isString() ? parse(sent.stringValue()) : Optional.of(sent))
                .flatMap(Params::object)
                .map(json::write)
                .filter(text -> text.length() <= MAX_LENGTH);
    }

    private Optional<JsonNode> parse(String text) {
        if (text.isBlank() || text.strip().equals("null")) {
            return Optional.of(JsonNodeFactory.instance.objectNode());
        }
        try {
            return Optional.of(json.readTree(text.getBytes(StandardCharsets.UTF_8)));
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return Optional.of(object);
        }
        if (!node.isArray()) {
            return Optional.empty();
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (JsonNode entry : node) {
            JsonNode key = entry.path(entry.has("key") ? "key" : "name");
            if (!key.isString()) {
                return Optional.empty();
            }
            object.set(key.stringValue(), entry.path("value").isMissingNode() ? null : entry.get("value"));
        }
        return Optional.of(object);
    }
}
