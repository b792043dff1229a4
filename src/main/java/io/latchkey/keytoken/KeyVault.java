package io.latchkey.keytoken;

import io.latchkey.problem.ProblemException;
import io.latchkey.secret.Vault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Keeps keys for later copying, each sealed ({@link Vault}) for the organisation and the number that it has: in another row
 * it does not open.
 */
@Singleton
public class KeyVault {

    private final Vault vault;

    @Inject
    public KeyVault(Vault vault) {
        this.vault = vault;
    }

    /** The version of the master key under which keys are sealed now. */
    public int currentVersion() {
        return vault.currentVersion();
    }

    /** Encrypts a key for the row of this organisation and number, under the current version. */
    public byte[] seal(KeyToken token, long organisationId, long number) {
        return vault.seal(token.value(), Vault.place(organisationId, number));
    }

    /**
     * Decrypts a key that was sealed under this version.
     *
     * @throws IllegalStateException when it was sealed for another row or under another master key, or was altered
     * @throws ProblemException 503, when this node does not have the version, as others may while they are restarted
     */
    public KeyToken open(int version, byte[] sealed, long organisationId, long number) {
        return new KeyToken(vault.open(version, sealed, Vault.place(organisationId, number)));
    }

    /**
     * Seals a key anew, under the current version.
     *
     * @throws IllegalStateException when it does not open, as above
     */
    public byte[] reseal(int version, byte[] sealed, long organisationId, long number) {
        return vault.reseal(version, sealed, Vault.place(organisationId, number));
    }
}
