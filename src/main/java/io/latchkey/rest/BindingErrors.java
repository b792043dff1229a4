package io.latchkey.rest;

import io.latchkey.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes errors of the JSON binding in the terms of a problem document, without the values that were sent.
 */
final class BindingErrors {

    private BindingErrors() {}

    /** Returns the path as a caller would write it in JSON: {@code params[0].name}. */
    static String field(List<JacksonException.Reference> path) {
        StringBuilder field = new StringBuilder();
        for (JacksonException.Reference step : path) {
            if (step.getPropertyName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return field.toString();
    }

    static String detail(JacksonException misfit, Json json) {
        if (misfit instanceof UnrecognizedPropertyException) {
            return "is not a known field";
        }
        if (misfit instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return expectation(mismatch.getTargetType(), json);
        }
        // A constructor or factory method of the product itself refused the value.
        if (misfit instanceof ValueInstantiationException refused && refused.getType() != null) {
            return expectation(refused.getType().getRawClass(), json);
        }
        return "is not valid";
    }

    private static String expectation(Class<?> type, Json json) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> word(constant, json))
                    .collect(Collectors.joining(", ", "must be one of: ", ""));
        }
        if (type == Instant.class || type == OffsetDateTime.class) {
            return "must be a time in ISO 8601 with an offset, such as 2024-05-14T10:11:12Z";
        }
        if (type == Duration.class) {
            return "must be a duration in ISO 8601, such as PT30M or P7D";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "must be a JSON object";
        }
        if (type == String.class) {
            return "must be text without NUL or invalid characters";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "must be true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "must be a number within range";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "must be a list";
        }
        if (type.isRecord()) {
            return "must be a JSON object";
        }
        return "is not valid";
    }

    /** Returns the name that JSON uses for the constant. */
    private static String word(Object constant, Json json) {
        return json.write(constant).replace("\"", "");
    }

    /** Returns what is wrong with a body that cannot be read as JSON, and where. */
    static String malformation(JacksonException malformed) {
        String what = malformed instanceof StreamConstraintsException
                ? "is beyond a limit: it can have at most " + Json.MAX_TOKENS + " names, values and brackets, and "
                        + Json.MAX_NESTING + " levels; names and numbers have a maximum length, too"
                : "is not valid JSON";
        return what + position(malformed);
    }

    /** Returns the line and column, the only other information that helps with malformed JSON. */
    private static String position(JacksonException malformed) {
        TokenStreamLocation at = malformed.getLocation();
        if (at == null || at.getLineNr() < 1) {
            return "";
        }
        return " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    /** Removes the value at the path. Returns false if there is none, or if it is the whole body. */
    static boolean cutOut(JsonNode tree, List<JacksonException.Reference> path) {
        if (path.isEmpty()) {
            return false;
        }
        JsonNode parent = tree;
        for (JacksonException.Reference step : path.subList(0, path.size() - 1)) {
            parent = step.getPropertyName() == null ? parent.get(step.getIndex()) : parent.get(step.getPropertyName());
            if (parent == null) {
                return false;
            }
        }
        JacksonException.Reference last = path.get(path.size() - 1);
        if (parent instanceof ObjectNode object && last.getPropertyName() != null) {
            return object.remove(last.getPropertyName()) != null;
        }
        if (parent instanceof ArrayNode array && array.get(last.getIndex()) != null) {
            array.setNull(last.getIndex());
            return true;
        }
        return false;
    }
}
