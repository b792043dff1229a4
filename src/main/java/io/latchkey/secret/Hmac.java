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

    // Ready for the next message after each one. Preparing the key for each message costs more than a short message.
    @SuppressWarnings("ThreadLocalUsage") // Lives as long as this instance, which is not static.
    private final ThreadLocal<Mac> mac;

    /** Creates an instance for the given key. */
    public Hmac(SecretKey key) {
        this.mac = ThreadLocal.withInitial(() -> prepared(key));
        // A key that cannot be used is refused at once.
        this.mac.get();
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
     * Returns the code of one message under a key that is used for nothing else, without an instance, whose
     * prepared key threads would keep.
     *
     * @param key the bytes of the key, at least one
     */
    public static byte[] of(byte[] key, byte[] message) {
        return prepared(new SecretKeySpec(key, ALGORITHM)).doFinal(message);
    }

    private static Mac prepared(SecretKey key) {
        try {
            Mac prepared = Mac.getInstance(ALGORITHM);
            prepared.init(key);
            return prepared;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing from this Java runtime", e);
        }
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
            return mac.get().doFinal(message);
        } catch (RuntimeException | Error e) {
            // What a failure, such as too little memory, leaves behind would make the next code wrong.
            mac.remove();
            throw e;
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
