package io.latchkey.webhook;

import java.net.URI;
import java.time.Instant;

/**
 * A webhook as recorded in the audit log.
 *
 * @param url the address without its query, which may contain a credential
 * @param secretChangedAt when the secret was created
 */
record WebhookState(String url, Instant secretChangedAt) {

    static WebhookState of(Webhook webhook) {
        URI url = webhook.url();
        String text = url.toString();
        return new WebhookState(
                url.getRawQuery() == null ? text : text.substring(0, text.indexOf('?')), webhook.changedAt());
    }
}
