package io.latchkey.webhook;

import io.latchkey.key.KeyToken;
import io.latchkey.key.KeyVault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Keeps the secrets of webhooks encrypted, as keys are: in the place of a key of the organisation with the number 0, which
 * no key has, so that neither opens in the place of the other.
 */
@Singleton
class WebhookVault {

    private static final long NO_KEY = 0;

    private final KeyVault vault;

    @Inject
    WebhookVault(KeyVault vault) {
        this.vault = vault;
    }

    int currentVersion() {
        return vault.currentVersion();
    }

    byte[] seal(WebhookSecret secret, long organisationId) {
        return vault.seal(new KeyToken(secret.value()), organisationId, NO_KEY);
    }

    WebhookSecret open(Webhook webhook) {
        return new WebhookSecret(
                vault.open(webhook.masterVersion(), webhook.sealedSecret(), webhook.organisationId(), NO_KEY)
                        .value());
    }
}
