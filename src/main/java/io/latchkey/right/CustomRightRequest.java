package io.latchkey.right;

import io.latchkey.json.VisibleText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A user's request to create a custom right.
 *
 * @param name 1 to 63 lower-case letters, digits and hyphens, starting with a letter
 * @param description 1 to 255 characters
 * @param patterns the requests that it covers: 1 to 50 patterns ({@link RequestPattern})
 */
public record CustomRightRequest(
        @NotNull @Pattern(regexp = NAME, message = "must be 1 to 63 characters a-z, 0-9 and -, starting with a letter")
        String name,

        @NotNull
        @Size(min = 1, max = MAX_DESCRIPTION)
        @Pattern(regexp = VisibleText.LINE, message = VisibleText.MESSAGE)
        String description,

        @NotNull @Size(min = 1, max = MAX_PATTERNS) List<String> patterns) {

    static final int MAX_DESCRIPTION = 255;
    static final int MAX_PATTERNS = 50;
    static final String NAME = "[a-z][a-z0-9-]{0,62}";
}
