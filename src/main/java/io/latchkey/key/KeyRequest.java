package io.latchkey.key;

import io.latchkey.json.Patch;
import io.latchkey.json.VisibleText;
import io.latchkey.right.AccessRight;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user's request to create a key.
 *
 * @param description the application or site that will use the key; 1 to 255 characters
 * @param accessRight what the key gives access to
 * @param customRight the name of a custom right, if the access right is CUSTOM
 * @param expiresAt the time at which the key expires; never, if left out
 * @param allowedAddresses the only addresses and networks (CIDR) from which the key may be used; anywhere, if
 *     left out
 * @param externalId the key's id in another system; 1 to 255 characters
 * @param labels further labels for finding the key; at most 20, of at most 255 characters each
 * @param rateLimit the key's own rate limit, such as {@code 100/PT1M}; the default, if left out
 * @param quota the number of requests allowed per day or month; unlimited, if left out
 */
public record KeyRequest(
        @NotNull
        @Size(min = 1, max = MAX_DESCRIPTION)
        @Pattern(regexp = VisibleText.LINE, message = VisibleText.MESSAGE)
        String description,

        @NotNull AccessRight accessRight,
        String customRight,
        Instant expiresAt,
        List<String> allowedAddresses,

        @Size(min = 1, max = MAX_EXTERNAL_ID) @Pattern(regexp = VisibleText.ANY, message = VisibleText.MESSAGE)
        String externalId,

        Map<String, Optional<String>> labels,
        String rateLimit,
        QuotaChange quota) {

    /** The maximum length of a description, in Java's characters. */
    public static final int MAX_DESCRIPTION = 255;

    /** The maximum length of the id in another system, in Java's characters. */
    public static final int MAX_EXTERNAL_ID = 255;

    /** Returns a request with these fields; those that are empty are left out. */
    public static KeyRequest of(
            String description,
            Optional<AccessRight> accessRight,
            Optional<String> customRight,
            Optional<Instant> expiresAt,
            List<String> allowedAddresses,
            Optional<String> externalId,
            Map<String, Optional<String>> labels,
            Optional<String> rateLimit,
            Optional<QuotaChange> quota) {
        return new KeyRequest(
                description,
                accessRight.orElse(null),
                customRight.orElse(null),
                expiresAt.orElse(null),
                allowedAddresses.isEmpty() ? null : allowedAddresses,
                externalId.orElse(null),
                labels.isEmpty() ? null : labels,
                rateLimit.orElse(null),
                quota.orElse(null));
    }

    /** Returns the fields as a change to a key that has none of them. */
    KeyChange asChange() {
        return new KeyChange(
                description,
                accessRight,
                customRight == null ? null : new Patch<>(Optional.of(customRight)),
                null,
                expiresAt == null ? null : new Patch<>(Optional.of(expiresAt)),
                allowedAddresses == null ? null : new Patch<>(Optional.of(allowedAddresses)),
                externalId == null ? null : new Patch<>(Optional.of(externalId)),
                labels == null ? null : new Patch<>(Optional.of(labels)),
                rateLimit == null ? null : new Patch<>(Optional.of(rateLimit)),
                quota == null ? null : new Patch<>(Optional.of(quota)));
    }
}
