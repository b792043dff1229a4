package io.latchkey.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the server has answered.
 *
 * @param headers by their names in lower case
 */
public record Answer(int status, Map<String, List<String>> headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The headers by their names in lower case, without those that are of the single request or of its connection. */
    public Map<String, List<String>> headersOfContent() {
        Map<String, List<String>> content = new TreeMap<>(headers);
        content.keySet().removeAll(Set.of("connection", "date", "transfer-encoding", "x-request-id"));
        return content;
    }

    /** The body, which must be JSON. */
    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** The fields that a problem document names, in its order. */
    public List<String> invalidFields() {
        return json().path("errors")
                .valueStream()
                .map(error -> error.get("field").stringValue())
                .toList();
    }
}
