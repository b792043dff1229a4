package io.latchkey.subscription;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * E-mail addresses to put on a list or to take off it.
 *
 * @param emails 1 to 3000 of them
 */
public record EmailListRequest(
        @NotNull @Size(min = 1, max = 3000) List<@NotNull @Size(max = 500) String> emails) {}
