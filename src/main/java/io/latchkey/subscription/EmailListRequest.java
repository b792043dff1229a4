package io.latchkey.subscription;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * E-mail addresses to add to or remove from a list.
 *
 * @param emails 1 to 3000 addresses
 */
public record EmailListRequest(
        @NotNull @Size(min = 1, max = 3000) List<@NotNull @Size(max = 500) String> emails) {}
