package io.latchkey.key;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Optional;

/**
 * How a key is rotated.
 *
 * @param overlap how long the secrets before the new one still open the key, PT0S to P90D; if it is left out, as configured
 */
public record RotationRequest(
        @Schema(type = "string", format = "duration", description = "PT0S to P90D")
        Optional<Duration> overlap) {}
