package io.latchkey.secret;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The secrets on which the security of the keys depends. They are never stored in the database. */
public final class Secrets {

    /** The length of each secret in bytes. */
    public static final int BYTES = 32;

    private final SecretKey digestKey;
    private final MasterKeys masterKeys;

    /**
     * Creates the secrets from the digest key's bytes and the master keys.
     *
     * @throws IllegalArgumentException if the digest key does not have {@link #BYTES} bytes, or equals one of
     *     the master keys
     */
    public Secrets(byte[] digestKey, MasterKeys masterKeys) {
        if (digestKey.length != BYTES) {
            throw new IllegalArgumentException("A secret must have " + BYTES + " bytes");
        }
        if (masterKeys.isOneOf(digestKey)) {
            throw new IllegalArgumentException("The digest key and the master key must differ");
        }
        this.digestKey = new SecretKeySpec(digestKey, "HmacSHA256");
        this.masterKeys = masterKeys;
    }

    /**
     * Returns the key for the digests by which API keys are looked up. Changing it makes every API key
     * unknown.
     */
    public SecretKey digestKey() {
        return digestKey;
    }

    /** Returns the keys that encrypt API keys for later copying, and the secrets of webhooks. */
    public MasterKeys masterKeys() {
        return masterKeys;
    }

    /** Reveals nothing of the secrets. */
    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
