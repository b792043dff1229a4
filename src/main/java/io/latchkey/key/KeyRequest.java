package io.latchkey.key;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What a user says to make a key.
 *
 * @param description the application or site that will use the key; 1 to 255 characters
 * @param accessRight what the key will open
 */
public record KeyRequest(
        @NotNull @Size(min = 1, max = MAX_DESCRIPTION) @Pattern(regexp = VISIBLE, message = VISIBLE_MESSAGE)
        String description,

        @NotNull AccessRight accessRight) {

    static final int MAX_DESCRIPTION = 255;

    /**
     * Something to see, and no control character: those could forge a line in a log or a list. The empty text is left to
     * the size. Possessive, so that no text costs more than its length.
     */
    static final String VISIBLE = "(?=\\s*+\\S)\\P{Cntrl}*+|";

    static final String VISIBLE_MESSAGE = "must hold something visible and no control characters";
}
