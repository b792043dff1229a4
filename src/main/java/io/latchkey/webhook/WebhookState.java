package io.latchkey.webhook;

import java.net.URI;
import java.time.Instant;

/**
 * What the audit log says of a webhook.
 *
 * @param url without its query, which may hold a credential
 * @param secretChangedAt when the secret was made
 */
record WebhookState(String url, Instant secretChangedAt) {

    static WebhookState of(Webhook webhook) {
        URI url = webhook.url();
        String text = url.toString();
        return new WebhookState(
                url.getRawQuery() == null ? text : text.substring(0, text.indexOf('?')), webhook.changedAt());
    }
}
