package io.latchkey.right;

import io.latchkey.json.NotRemovable;
import io.latchkey.json.VisibleText;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A change of a custom right, as a merge patch (RFC 7396): a field that is left out stays as it is. {@code null}
 * removes a field: where that cannot be, it is refused.
 *
 * @param description 1 to 255 characters
 * @param patterns the requests that it covers from now on, all of them
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
