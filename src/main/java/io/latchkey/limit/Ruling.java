package io.latchkey.limit;

import io.latchkey.problem.Problem;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of applying a key's limits and quota to a request.
 *
 * @param refusal the 429 response to a request that may not proceed
 * @param headers the headers of the response, whatever the outcome, by name
 */
public record Ruling(Optional<Problem> refusal, Map<String, String> headers) {

    public Ruling {
        headers = Map.copyOf(headers);
    }
}
