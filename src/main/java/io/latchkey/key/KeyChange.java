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
 * A change to a key, as a JSON merge patch (RFC 7396): omitted fields stay as they are. {@code null} removes
 * a field, and is refused for fields that cannot be removed.
 *
 * @param description 1 to 255 characters
 * @param accessRight the new access right
 * @param customRight the name of a custom right; only if the access right is, or is being set to, CUSTOM
 * @param status enables or disables the key
 * @param expiresAt the time at which the key expires
 * @param allowedAddresses the complete list of addresses and networks from which the key may be used
 * @param externalId the key's id in another system
 * @param labels the labels to set; those without a value are removed
 * @param rateLimit the key's own rate limit, such as {@code 100/PT1M}, in place of the default
 * @param quota the number of requests allowed per day or month
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

    /** Returns a change that only enables or disables the key. */
    public static KeyChange toStatus(KeyStatus status) {
        return new KeyChange(null, null, null, status, null, null, null, null, null, null);
    }

    /** Returns a change to these fields: those that are empty stay as they are, as does the status. */
    public static KeyChange of(
            Optional<String> description,
            Optional<AccessRight> accessRight,
            Optional<Patch<String>> customRight,
            Optional<Patch<Instant>> expiresAt,
            Optional<Patch<List<String>>> allowedAddresses,
            Optional<Patch<String>> externalId,
            Optional<Patch<Map<String, Optional<String>>>> labels,
            Optional<Patch<String>> rateLimit,
            Optional<Patch<QuotaChange>> quota) {
        return new KeyChange(
                description.orElse(null),
                accessRight.orElse(null),
                customRight.orElse(null),
                null,
                expiresAt.orElse(null),
                allowedAddresses.orElse(null),
                externalId.orElse(null),
                labels.orElse(null),
                rateLimit.orElse(null),
                quota.orElse(null));
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
