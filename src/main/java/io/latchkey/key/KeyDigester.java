package io.latchkey.key;

import io.latchkey.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Makes the digest by which a key is found: HMAC-SHA-256, under the installation's digest key, of the key's SHA-256.
 *
 * <p>The outer HMAC makes a stolen database useless for testing guesses. The inner SHA-256 lets keys of another system
 * be taken over by their hash alone.
 */
@Singleton
public class KeyDigester {

    private static final String HMAC = "HmacSHA256";

    private final SecretKey digestKey;

    @Inject
    public KeyDigester(Secrets secrets) {
        this.digestKey = secrets.digestKey();
    }

    /** The digest of a key: 32 bytes. */
    public byte[] digest(KeyToken token) {
        byte[] sha256 = sha256(token);
        try {
            return digest(sha256);
        } finally {
            Arrays.fill(sha256, (byte) 0);
        }
    }

    private static byte[] sha256(KeyToken token) {
        byte[] clear = token.value().getBytes(StandardCharsets.UTF_8);
        try {
            return MessageDigest.getInstance("SHA-256").digest(clear);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /** The digest of the key that has this SHA-256: 32 bytes. */
    public byte[] digest(byte[] sha256) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(digestKey);
            return mac.doFinal(sha256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is missing from this Java runtime", e);
        }
    }
}
