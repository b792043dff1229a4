package io.latchkey.secret;

import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The two secrets on which the keys' safety rests. They are never in the database. */
public final class Secrets {

    /** Bytes of each secret. */
    public static final int BYTES = 32;

    private final SecretKey digestKey;
    private final SecretKey masterKey;

    /**
     * Takes the secrets' bytes.
     *
     * @throws IllegalArgumentException when one is not of {@link #BYTES} bytes, or both are the same
     */
    public Secrets(byte[] digestKey, byte[] masterKey) {
        if (digestKey.length != BYTES || masterKey.length != BYTES) {
            throw new IllegalArgumentException("A secret has " + BYTES + " bytes");
        }
        if (Arrays.equals(digestKey, masterKey)) {
            throw new IllegalArgumentException("The digest key and the master key must differ");
        }
        this.digestKey = new SecretKeySpec(digestKey, "HmacSHA256");
        this.masterKey = new SecretKeySpec(masterKey, "AES");
    }

    /** Keys the digests by which API keys are found. Changing it makes every key unknown. */
    public SecretKey digestKey() {
        return digestKey;
    }

    /** Encrypts the API keys for later copying. */
    public SecretKey masterKey() {
        return masterKey;
    }

    /** Says nothing of the secrets. */
    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
