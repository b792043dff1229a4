package io.latchkey.keytoken;

import io.latchkey.problem.ProblemException;
import io.latchkey.secret.Vault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Seals keys for later copying. Each is sealed ({@link Vault}) for its organisation and number, and cannot be
 * opened in another row.
 */
@Singleton
public class KeyVault {

    private final Vault vault;

    @Inject
    public KeyVault(Vault vault) {
        this.vault = vault;
    }

    /** Returns the version of the master key with which keys are currently sealed. */
    public int currentVersion() {
        return vault.currentVersion();
    }

    /** Encrypts a key for the row of the given organisation and number, under the current version. */
    public byte[] seal(KeyToken token, long organisationId, long number) {
        return vault.seal(token.value(), Vault.associatedData(organisationId, number));
    }

    /**
     * Decrypts a key that was sealed under the given version.
     *
     * @throws IllegalStateException if it was sealed for another row or under another master key, or was
     *     altered
     * @throws ProblemException 503, if this node does not have the version, as may happen while nodes are
     *     being restarted
     */
    public KeyToken open(int version, byte[] sealed, long organisationId, long number) {
        return new KeyToken(vault.open(version, sealed, Vault.associatedData(organisationId, number)));
    }

    /**
     * Seals a key again, under the current version.
     *
     * @throws IllegalStateException if it cannot be opened, as for {@link #open}
     */
    public byte[] reseal(int version, byte[] sealed, long organisationId, long number) {
        return vault.reseal(version, sealed, Vault.associatedData(organisationId, number));
    }
}
