package io.latchkey.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;

/**
 * A webhook as recorded in the audit log, which users may read who may not read the webhook itself.
 *
 * @param url the address up to its path: what follows may be a credential of the receiver
 * @param secretChangedAt when the address and the secret were set
 * @param addressChanged whether the whole address differs from the one before; left out if it does not
 */
record WebhookState(
        String url,
        Instant secretChangedAt,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean addressChanged) {

    static WebhookState of(Webhook webhook) {
        return of(webhook, webhook.url());
    }

    /** Returns the state of a webhook that had the given address until now. */
    static WebhookState of(Webhook webhook, URI before) {
        URI url = webhook.url();
        return new WebhookState(
                url.getScheme() + "://" + url.getRawAuthority(), webhook.changedAt(), !url.equals(before));
    }
}
