package io.latchkey.keytoken;

import io.latchkey.secret.Hmac;
import io.latchkey.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Computes the digest by which a key is looked up: HMAC-SHA-256, under the installation's digest key, of the
 * key's SHA-256.
 *
 * <p>The outer HMAC makes a stolen database useless for testing guesses. The inner SHA-256 allows keys of
 * another system to be imported by their hash alone.
 */
@Singleton
public class KeyDigester {

    private static final String SHA_256 = "SHA-256";

    private final Hmac hmac;

    // Ready for the next key after each one. A copy for each key would be most of what a request allocates here.
    @SuppressWarnings("ThreadLocalUsage") // One bean per application; a static one would outlive it.
    private final ThreadLocal<MessageDigest> sha256 = ThreadLocal.withInitial(KeyDigester::newSha256);

    @Inject
    public KeyDigester(Secrets secrets) {
        this.hmac = new Hmac(secrets.digestKey());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance(SHA_256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(SHA_256 + " is missing from this Java runtime", e);
        }
    }

    /** Returns the 32-byte digest of a key. */
    public byte[] digest(KeyToken token) {
        byte[] sha256 = sha256(token);
        try {
            return digestOfSha256(sha256);
        } finally {
            Arrays.fill(sha256, (byte) 0);
        }
    }

    private byte[] sha256(KeyToken token) {
        byte[] clear = token.value().getBytes(StandardCharsets.UTF_8);
        MessageDigest digest = sha256.get();
        try {
            return digest.digest(clear);
        } finally {
            // It would keep the end of the key until the next one and, after a failure, add it to that.
            digest.reset();
            Arrays.fill(clear, (byte) 0);
        }
    }

    /**
     * Returns the 32-byte digest of a key of which only the SHA-256 is known.
     *
     * @param sha256 the SHA-256 of the key's UTF-8, 32 bytes
     */
    public byte[] digestOfSha256(byte[] sha256) {
        return hmac.of(sha256);
    }
}
