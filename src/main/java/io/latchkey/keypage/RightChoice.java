package io.latchkey.keypage;

import java.util.List;

/**
 * A right to choose for a key.
 *
 * @param value what a form sends for it
 * @param label the right in words
 * @param opens what it may do, in words
 * @param methods the same, request by request
 */
public record RightChoice(String value, String label, String opens, List<Method> methods) {

    public RightChoice {
        methods = List.copyOf(methods);
    }

    /** Requests that the right covers. */
    public record Method(String httpMethod, String path) {}
}
