package io.latchkey.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.key.PresentedKey;
import java.util.Map;
import java.util.Optional;

/**
 * The response to a service that asks about a key.
 *
 * @param valid whether the key is valid for the request
 * @param code why it is not
 * @param keyNumber the key's number; absent, like the fields below, if the key is unknown
 * @param right the name of its right, built-in or custom
 * @param remaining the number of requests left in its quota, if it has one
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record VerificationDocument(
        boolean valid,
        Optional<Refusal> code,
        Optional<Long> keyNumber,
        Optional<String> right,
        Optional<String> externalId,
        Optional<Map<String, String>> labels,
        Optional<Long> remaining) {

    static VerificationDocument of(Verdict verdict) {
        return new VerificationDocument(
                verdict.refusal().isEmpty(),
                verdict.refusal(),
                verdict.key().map(PresentedKey::number),
                verdict.key().map(PresentedKey::rightName),
                verdict.key().flatMap(PresentedKey::externalId),
                verdict.key().map(PresentedKey::labels),
                verdict.remaining());
    }
}
