package io.latchkey.key;

import io.latchkey.json.NotRemovable;
import io.latchkey.json.Patch;
import io.latchkey.json.VisibleText;
import io.latchkey.right.AccessRight;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A change of a key, as a merge patch (RFC 7396): a field that is left out stays as it is. {@code null}
 * removes a field: where that cannot be, it is refused.
 *
 * @param description 1 to 255 characters
 * @param accessRight the right from now on
 * @param customRight the name of a custom right; with CUSTOM as the access right, or on a key that has it
 * @param status enables or disables the key
 * @param expiresAt from when on the key opens nothing
 * @param allowedAddresses the addresses and networks that alone it is let in from, all of them
 * @param externalId the id that the key has in another system
 * @param labels the labels to set, and without a value those to remove
 * @param rateLimit how many requests it may make instead of what holds for every key, as {@code 100/PT1M}
 * @param quota how many requests it has in a day or a month
 */
public record KeyChange(
        @JsonDeserialize(using = NotRemovable.class)
        @Size(min = 1, max = KeyRequest.MAX_DESCRIPTION)
        @Pattern(regexp = VisibleText.LINE, message = VisibleText.MESSAGE)
        String description,

        @JsonDeserialize(using = NotRemovable.class) AccessRight accessRight,
        Patch<String> customRight,
        @JsonDeserialize(using = NotRemovable.class) KeyStatus status,
        Patch<Instant> expiresAt,
        Patch<List<String>> allowedAddresses,
        Patch<String> externalId,

        @Schema(description = "the labels to set, and with the value null those to remove")
        Patch<Map<String, Optional<String>>> labels,

        Patch<String> rateLimit,
        Patch<QuotaChange> quota) {

    /** A change of these alone; what is null stays. */
    public KeyChange(String description, AccessRight accessRight, KeyStatus status) {
        this(description, accessRight, null, status, null, null, null, null, null, null);
    }

    Optional<String> newDescription() {
        return Optional.ofNullable(description);
    }

    Optional<AccessRight> newAccessRight() {
        return Optional.ofNullable(accessRight);
    }

    Optional<Patch<String>> newCustomRight() {
        return Optional.ofNullable(customRight);
    }

    Optional<KeyStatus> newStatus() {
        return Optional.ofNullable(status);
    }

    Optional<Patch<Instant>> newExpiry() {
        return Optional.ofNullable(expiresAt);
    }

    Optional<Patch<List<String>>> newAddresses() {
        return Optional.ofNullable(allowedAddresses);
    }

    Optional<Patch<String>> newExternalId() {
        return Optional.ofNullable(externalId);
    }

    Optional<Patch<Map<String, Optional<String>>>> newLabels() {
        return Optional.ofNullable(labels);
    }

    Optional<Patch<String>> newRateLimit() {
        return Optional.ofNullable(rateLimit);
    }

    Optional<Patch<QuotaChange>> newQuota() {
        return Optional.ofNullable(quota);
    }
}
