package io.latchkey.keypage;

import java.util.List;

/**
 * A right that can be chosen for a key.
 *
 * @param value the value that a form sends for it
 * @param label the human-readable name of the right
 * @param summary what the right permits, in words
 * @param builtIn whether it applies to the API, and not to the organisation's own services
 * @param methods what it permits, as individual requests
 */
public record RightChoice(String value, String label, String summary, boolean builtIn, List<Method> methods) {

    public RightChoice {
        methods = List.copyOf(methods);
    }

    /** The requests that the right covers. */
    public record Method(String httpMethod, String path) {}
}
