package io.latchkey.secret;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) under one key. Thread-safe. */
public final class Hmac {

    /** The length of each code in bytes. */
    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    // Cloned for each use: looking up the algorithm and preparing the key costs more than a short message.
    private final Mac mac;

    /** Creates an instance for the given key. */
    public Hmac(SecretKey key) {
        try {
            this.mac = Mac.getInstance(ALGORITHM);
            this.mac.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing from this Java runtime", e);
        }
    }

    /**
     * Creates an instance for a key of these bytes, which are copied.
     *
     * @throws IllegalArgumentException if there are none
     */
    public Hmac(byte[] key) {
        this(new SecretKeySpec(key, ALGORITHM));
    }

    /**
     * Returns an instance with its own key, derived from this one and the label, so that no code of either is
     * valid for the other.
     */
    public Hmac derive(byte[] label) {
        byte[] key = of(label);
        try {
            return new Hmac(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Returns the message's code, of {@link #BYTES} bytes. */
    public byte[] of(byte[] message) {
        try {
            return ((Mac) mac.clone()).doFinal(message);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(ALGORITHM + " of this Java runtime cannot be copied", e);
        }
    }

    /** Returns whether this is the message's code, comparing in constant time. */
    public boolean verify(byte[] message, byte[] code) {
        return MessageDigest.isEqual(of(message), code);
    }

    /** Reveals nothing of the key. */
    @Override
    public String toString() {
        return "Hmac[…]";
    }
}
