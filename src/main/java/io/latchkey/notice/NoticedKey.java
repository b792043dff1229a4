package io.latchkey.notice;

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

    /** The key as people may see it. */
    String masked() {
        return hint.map(last -> "lk_…" + last).orElse("…");
    }
}
