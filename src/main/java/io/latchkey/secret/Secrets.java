package io.latchkey.secret;

import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The secrets on which the keys' safety rests. They are never in the database. */
public final class Secrets {

    /** Bytes of each secret. */
    public static final int BYTES = 32;

    private final SecretKey digestKey;
    private final MasterKeys masterKeys;

    /**
     * Takes the secrets' bytes; the master key is version 1.
     *
     * @throws IllegalArgumentException when one is not of {@link #BYTES} bytes, or both are the same
     */
    public Secrets(byte[] digestKey, byte[] masterKey) {
        this(digestKey, new MasterKeys(Map.of(1, masterKey)));
    }

    /**
     * Takes the digest key's bytes and the master keys.
     *
     * @throws IllegalArgumentException when the digest key is not of {@link #BYTES} bytes, or one of the master keys
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

    /** Keys the digests by which API keys are found. Changing it makes every key unknown. */
    public SecretKey digestKey() {
        return digestKey;
    }

    /** Encrypt the API keys for later copying, and the secrets of webhooks. */
    public MasterKeys masterKeys() {
        return masterKeys;
    }

    /** Says nothing of the secrets. */
    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
