package io.latchkey.key;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Optional;

/**
 * A request to rotate a key.
 *
 * @param overlap how long earlier secrets remain valid, within the limits of {@link KeyRotation#rotate}; as configured,
 *     if left out
 */
public record RotationRequest(
        @Schema(type = "string", format = "duration", description = KeyRotation.OVERLAPS)
        Optional<Duration> overlap) {}
