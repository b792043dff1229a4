package io.latchkey.event;

import io.latchkey.problem.FieldError;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Brings both forms of an event's parameters to one: an object from names to values. */
final class EventParams {

    private EventParams() {}

    /**
     * The parameters as an object; empty when there are none.
     *
     * @throws ProblemException 400, naming each element of a list that is not {@code {name, value}}
     */
    static ObjectNode normalise(Optional<JsonNode> params) {
        if (params.isEmpty() || params.get().isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode given = params.get();
        if (given instanceof ObjectNode object) {
            return object;
        }
        if (!given.isArray()) {
            throw invalid(List.of(new FieldError("params", "must be a list of {name, value}, or a JSON object")));
        }
        return fromList(given);
    }

    private static ObjectNode fromList(JsonNode list) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode element = list.get(i);
            JsonNode name = element.path("name");
            if (!name.isString() || name.stringValue().isBlank()) {
                errors.add(new FieldError("params[" + i + "].name", "must be text that is not blank"));
            } else if (object.has(name.stringValue())) {
                errors.add(new FieldError("params[" + i + "].name", "must not be there twice"));
            } else {
                object.set(name.stringValue(), value(element));
            }
        }
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
        return object;
    }

    private static JsonNode value(JsonNode element) {
        JsonNode value = element.get("value");
        return value == null ? JsonNodeFactory.instance.nullNode() : value;
    }

    private static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(Problem.invalid(errors));
    }
}
