package io.latchkey.webhook;

import io.latchkey.problem.ProblemException;
import io.latchkey.secret.Vault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Keeps the secrets of webhooks, each sealed ({@link Vault}) for its organisation: in the place of another it does not open. */
@Singleton
class WebhookVault {

    /** Where keys, of which the same master keys take care, have their number: no key has this one. */
    private static final long NO_KEY = 0;

    private final Vault vault;

    @Inject
    WebhookVault(Vault vault) {
        this.vault = vault;
    }

    /** Encrypts the organisation's secret, under the current version of the master key. */
    byte[] seal(WebhookSecret secret, long organisationId) {
        return vault.seal(secret.value(), place(organisationId));
    }

    /**
     * Decrypts the webhook's secret.
     *
     * @throws IllegalStateException when it was sealed for another organisation, or was altered
     * @throws ProblemException 503, when this node does not have the version that it is sealed under
     */
    WebhookSecret open(Webhook webhook) {
        return new WebhookSecret(
                vault.open(webhook.masterKeyVersion(), webhook.sealedSecret(), place(webhook.organisationId())));
    }

    /** The version of the master key under which secrets are sealed now. */
    int currentVersion() {
        return vault.currentVersion();
    }

    /**
     * Seals a secret anew, under the current version.
     *
     * @throws IllegalStateException when it does not open, as above
     */
    byte[] reseal(int version, byte[] sealed, long organisationId) {
        return vault.reseal(version, sealed, place(organisationId));
    }

    private static byte[] place(long organisationId) {
        return Vault.place(organisationId, NO_KEY);
    }
}
