package io.latchkey.webhook;

import io.latchkey.problem.ProblemException;
import io.latchkey.secret.Vault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Encrypts webhook secrets, each sealed ({@link Vault}) for its organisation, so that it cannot be opened in
 * place of another's.
 */
@Singleton
class WebhookVault {

    /**
     * Stands in for the key number in the {@link Vault}, which also seals keys under the same master keys; no
     * key has this number.
     */
    private static final long NO_KEY = 0;

    private final Vault vault;

    @Inject
    WebhookVault(Vault vault) {
        this.vault = vault;
    }

    /** Encrypts the organisation's secret under the current version of the master key. */
    byte[] seal(WebhookSecret secret, long organisationId) {
        return vault.seal(secret.value(), associatedData(organisationId));
    }

    /**
     * Decrypts the webhook's secret.
     *
     * @throws IllegalStateException when it was sealed for another organisation or has been altered
     * @throws ProblemException 503, when this node lacks the master key version under which it is sealed
     */
    WebhookSecret open(Webhook webhook) {
        return new WebhookSecret(vault.open(
                webhook.masterKeyVersion(), webhook.sealedSecret(), associatedData(webhook.organisationId())));
    }

    /** Returns the version of the master key under which secrets are currently sealed. */
    int currentVersion() {
        return vault.currentVersion();
    }

    /**
     * Reseals a secret under the current version.
     *
     * @throws IllegalStateException when the secret cannot be opened, as above
     */
    byte[] reseal(int version, byte[] sealed, long organisationId) {
        return vault.reseal(version, sealed, associatedData(organisationId));
    }

    private static byte[] associatedData(long organisationId) {
        return Vault.associatedData(organisationId, NO_KEY);
    }
}
