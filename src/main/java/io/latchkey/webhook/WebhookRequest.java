package io.latchkey.webhook;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * An owner's request to set the webhook.
 *
 * @param url an {@code https} address; at most 2000 characters
 */
public record WebhookRequest(@NotNull @Size(max = MAX_URL) String url) {

    static final int MAX_URL = 2000;

    /** Omits the address, which may contain a credential. */
    @Override
    public String toString() {
        return "WebhookRequest[]";
    }
}
