package io.latchkey.secret;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) under one key. It may be used by several threads at once. */
public final class Hmac {

    /** Bytes of each code. */
    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    // Copied for each use: to look the algorithm up, and to prepare the key, costs more than a short message.
    private final Mac mac;

    /** Codes under this key. */
    public Hmac(SecretKey key) {
        try {
            this.mac = Mac.getInstance(ALGORITHM);
            this.mac.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing from this Java runtime", e);
        }
    }

    /**
     * Codes under a key of these bytes, which are copied.
     *
     * @throws IllegalArgumentException when there are none
     */
    public Hmac(byte[] key) {
        this(new SecretKeySpec(key, ALGORITHM));
    }

    /** The same under a key of its own, made of this one and the label, so that no code of either is one of the other. */
    public Hmac derive(byte[] label) {
        byte[] key = of(label);
        try {
            return new Hmac(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** The message's code: {@link #BYTES} bytes. */
    public byte[] of(byte[] message) {
        try {
            return ((Mac) mac.clone()).doFinal(message);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(ALGORITHM + " of this Java runtime cannot be copied", e);
        }
    }

    /** Whether this is the message's code. How long the answer takes does not tell how much of it is right. */
    public boolean verify(byte[] message, byte[] code) {
        return MessageDigest.isEqual(of(message), code);
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "Hmac[…]";
    }
}
