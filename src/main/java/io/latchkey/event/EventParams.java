package io.latchkey.event;

import io.latchkey.json.Json;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Converts the different forms of an event's parameters to a single one: an object from names to values. */
@Singleton
public class EventParams {

    private static final Set<String> ELEMENT = Set.of("name", "value");

    /** The maximum number of errors reported, enough to see what is wrong without costing too much. */
    private static final int MAX_ERRORS = 20;

    private final Json json;

    @Inject
    public EventParams(Json json) {
        this.json = json;
    }

    /**
     * Returns the parameters as an object; empty when there are none.
     *
     * @throws ProblemException 400, naming each element of a list that is not {@code {name, value}}
     */
    ObjectNode normalise(Optional<JsonNode> params, ParamsForm form) {
        if (params.isEmpty() || params.get().isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode given = params.get();
        if (given.isObject()) {
            return object((ObjectNode) given, form);
        }
        if (!given.isArray()) {
            throw ProblemException.invalid("params", "must be a list of {name, value}, or a JSON object");
        }
        return fromList(given, form);
    }

    private ObjectNode object(ObjectNode given, ParamsForm form) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        given.properties().forEach(property -> object.set(property.getKey(), value(property.getValue(), form)));
        return object;
    }

    private ObjectNode fromList(JsonNode list, ParamsForm form) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < list.size() && errors.size() < MAX_ERRORS; i++) {
            JsonNode element = list.get(i);
            String at = "params[" + i + "]";
            JsonNode name = element.path("name");
            if (!name.isString() || name.stringValue().isBlank()) {
                errors.add(new FieldError(at + ".name", "must be text that is not blank"));
            } else if (object.has(name.stringValue())) {
                errors.add(new FieldError(at + ".name", "must not be repeated"));
            } else {
                object.set(name.stringValue(), value(element.path("value"), form));
            }
            element.propertyNames().stream()
                    .filter(field -> !ELEMENT.contains(field))
                    .limit(MAX_ERRORS)
                    .forEach(field -> errors.add(new FieldError(at + "." + field, "is not a known field")));
        }
        ProblemException.throwIfAny(errors);
        return object;
    }

    private JsonNode value(JsonNode value, ParamsForm form) {
        if (value.isMissingNode()) {
            return JsonNodeFactory.instance.nullNode();
        }
        return form == ParamsForm.ESCAPED && value.isString() ? unescape(value) : value;
    }

    /** Converts text that is a valid object or list in JSON; all other text is returned unchanged. */
    private JsonNode unescape(JsonNode value) {
        String text = value.stringValue().strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return value;
        }
        try {
            return json.readTree(text.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException plainText) {
            return value;
        }
    }
}
