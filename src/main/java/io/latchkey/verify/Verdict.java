package io.latchkey.verify;

import io.latchkey.key.ApiKey;
import java.util.Optional;

/**
 * The answer about a key.
 *
 * @param key the key, unless it is unknown
 * @param refusal why it is not good; none when it is
 */
record Verdict(Optional<ApiKey> key, Optional<Refusal> refusal) {

    static final Verdict UNKNOWN = new Verdict(Optional.empty(), Optional.of(Refusal.UNKNOWN));
}
