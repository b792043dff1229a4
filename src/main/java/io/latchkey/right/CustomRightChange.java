package io.latchkey.right;

import io.latchkey.json.NotRemovable;
import io.latchkey.json.VisibleText;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A change to a custom right, as a JSON merge patch (RFC 7396): omitted fields stay as they are. {@code null}
 * removes a field, and is refused for fields that cannot be removed.
 *
 * @param description 1 to 255 characters
 * @param patterns the complete list of the requests that it covers
 */
public record CustomRightChange(
        @JsonDeserialize(using = NotRemovable.class)
        @Size(min = 1, max = CustomRightRequest.MAX_DESCRIPTION)
        @Pattern(regexp = VisibleText.LINE, message = VisibleText.MESSAGE)
        String description,

        @JsonDeserialize(using = NotRemovable.class) @Size(min = 1, max = CustomRightRequest.MAX_PATTERNS)
        List<String> patterns) {

    Optional<String> newDescription() {
        return Optional.ofNullable(description);
    }

    Optional<List<String>> newPatterns() {
        return Optional.ofNullable(patterns);
    }
}
