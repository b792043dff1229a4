package io.latchkey.key;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A change of a key, as a merge patch (RFC 7396): a field that is left out stays as it is.
 *
 * @param description 1 to 255 characters
 * @param accessRight the right from now on
 * @param status enables or disables the key
 */
public record KeyChange(
        @Size(min = 1, max = KeyRequest.MAX_DESCRIPTION)
        @Pattern(regexp = KeyRequest.VISIBLE, message = KeyRequest.VISIBLE_MESSAGE)
        String description,

        AccessRight accessRight,
        KeyStatus status) {

    Optional<String> newDescription() {
        return Optional.ofNullable(description);
    }

    Optional<AccessRight> newAccessRight() {
        return Optional.ofNullable(accessRight);
    }

    Optional<KeyStatus> newStatus() {
        return Optional.ofNullable(status);
    }
}
