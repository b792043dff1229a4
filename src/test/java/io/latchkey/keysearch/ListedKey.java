package io.latchkey.keysearch;

import io.latchkey.right.AccessRight;
import java.time.Instant;
import java.util.Optional;

/** What the list of keys is filtered and ordered by. */
record ListedKey(
        long number,
        String description,
        AccessRight right,
        boolean disabled,
        long creator,
        Instant idleSince,
        Optional<Instant> lastUsedAt,
        Optional<Instant> expiresAt) {

    long id() {
        return ListedKeys.ORGANISATION + number;
    }
}
