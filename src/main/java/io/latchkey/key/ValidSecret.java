package io.latchkey.key;

import java.time.Instant;
import java.util.Optional;

/**
 * What is shown of a valid secret of a key; does not contain the secret itself.
 *
 * @param validUntil the time at which it expires; empty for the latest one
 * @param lastUsedAt its last use written to the database
 * @param isKept whether it is kept for copying
 */
public record ValidSecret(
        long keyId, Instant createdAt, Optional<Instant> validUntil, Optional<Instant> lastUsedAt, boolean isKept) {

    /** Creates one from a database row, in which what is absent is null. */
    public ValidSecret(
            long keyId, Instant createdAt, Instant validUntil, Instant lastUsedAt, Integer masterKeyVersion) {
        this(
                keyId,
                createdAt,
                Optional.ofNullable(validUntil),
                Optional.ofNullable(lastUsedAt),
                masterKeyVersion != null);
    }
}
