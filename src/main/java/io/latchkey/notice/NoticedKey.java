package io.latchkey.notice;

import io.latchkey.key.ApiKey;
import java.util.Optional;

/**
 * The key that a notice is about.
 *
 * @param hint its last characters
 * @param creatorEmail where its creator is written to
 */
record NoticedKey(
        long id,
        long organisationId,
        long number,
        String description,
        Optional<String> hint,
        Optional<String> creatorEmail) {

    static NoticedKey of(ApiKey key) {
        return new NoticedKey(
                key.id(),
                key.organisationId(),
                key.number(),
                key.description(),
                key.hint(),
                key.createdBy().email());
    }

    /** The key as people may see it. */
    String masked() {
        return hint.map(last -> "lk_…" + last).orElse("…");
    }
}
