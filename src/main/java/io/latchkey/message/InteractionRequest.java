package io.latchkey.message;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A report of a message's outcome.
 *
 * @param token the device; accepted but ignored
 * @param time when it happened; in UTC if without a zone, and now if absent or in the future
 */
public record InteractionRequest(
        @Size(max = 1000) String token,
        @NotNull InteractionStatus status,
        @Size(max = 40) String time) {}
