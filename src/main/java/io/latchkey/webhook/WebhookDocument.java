package io.latchkey.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * A webhook as its organisation's owners see it.
 *
 * @param url where the calls go
 * @param secret what they are signed with; only in the answer that made it
 * @param changedAt when both were set (UTC)
 */
public record WebhookDocument(
        String url,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<WebhookSecret> secret,
        Instant changedAt) {

    static WebhookDocument of(Webhook webhook, Optional<WebhookSecret> secret) {
        return new WebhookDocument(webhook.url().toString(), secret, webhook.changedAt());
    }
}
