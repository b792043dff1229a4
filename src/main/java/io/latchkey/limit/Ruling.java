package io.latchkey.limit;

import io.latchkey.problem.Problem;
import java.util.Map;
import java.util.Optional;

/**
 * What the limits and the quota of a key say to a request.
 *
 * @param refusal the answer to a request that may not go on: 429
 * @param headers those of the answer, whatever it is, by their names
 */
public record Ruling(Optional<Problem> refusal, Map<String, String> headers) {

    public Ruling {
        headers = Map.copyOf(headers);
    }
}
