package io.latchkey.limit;

import io.latchkey.caller.KeyDecision;
import io.latchkey.problem.Problem;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of applying a key's limits and quota to a request.
 *
 * @param decision accepted, or which limit refused the request
 * @param refusal the 429 response to a request that may not proceed
 * @param remaining the number of requests left in the key's quota, if it has one
 * @param headers the headers of the response, whatever the outcome, by name
 */
public record Ruling(
        KeyDecision decision, Optional<Problem> refusal, Optional<Long> remaining, Map<String, String> headers) {

    public Ruling {
        headers = Map.copyOf(headers);
    }
}
