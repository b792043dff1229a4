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
 * What a user says to make a key.
 *
 * @param description the application or site that will use the key; 1 to 255 characters
 * @param accessRight what the key will open
 * @param customRight the name of a custom right, if the access right is CUSTOM
 * @param expiresAt from when on the key opens nothing; never, if it is left out
 * @param allowedAddresses the addresses and networks (CIDR) that alone it is let in from; everywhere, if it is left out
 * @param externalId the id that the key has in another system; 1 to 255 characters
 * @param labels what else the users want to find it by; at most 20, of at most 255 characters
 * @param rateLimit how many requests it may make, as {@code 100/PT1M}; what holds for every key, if it is left out
 * @param quota how many requests it has in a day or a month; any number, if it is left out
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

    static final int MAX_DESCRIPTION = 255;
    static final int MAX_EXTERNAL_ID = 255;

    /** A key that is good everywhere and for ever. */
    public KeyRequest(String description, AccessRight accessRight) {
        this(description, accessRight, null, null, null, null, null, null, null);
    }

    /** What goes beyond the description, as a change of a key that has nothing of it. */
    KeyChange more() {
        return new KeyChange(
                null,
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
