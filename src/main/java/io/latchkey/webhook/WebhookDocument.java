package io.latchkey.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * A webhook as shown to its organisation's owners.
 *
 * @param url the address that is called
 * @param secret the secret that signs the calls; present only in the response that created it
 * @param changedAt when both were set (UTC)
 */
public record WebhookDocument(
        String url,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<WebhookSecret> secret,
        Instant changedAt) {

    /** Returns a number that differs after each change. */
    public long version() {
        return Webhook.version(changedAt);
    }

    static WebhookDocument of(Webhook webhook, Optional<WebhookSecret> secret) {
        return new WebhookDocument(webhook.url().toString(), secret, webhook.changedAt());
    }
}
