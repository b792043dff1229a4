package io.latchkey.message;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Word of what has become of a message.
 *
 * @param token the device; taken and not used
 * @param time when it happened; without a zone in UTC, and now if it is missing or yet to come
 */
public record InteractionRequest(
        @Size(max = 1000) String token,
        @NotNull InteractionStatus status,
        @Size(max = 40) String time) {}
