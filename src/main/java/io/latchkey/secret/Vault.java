package io.latchkey.secret;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts what is stored in the database and must not be readable there: AES-256-GCM under the
 * installation's current master key. The caller's associated data binds a sealed text to its place: moved to
 * another place, it cannot be opened. Nor can it be opened with another version number beside it, as no two
 * versions have the same key.
 *
 * <p>A sealed text consists of a format byte, a 12-byte nonce, and the ciphertext of the text's UTF-8 with a
 * 16-byte tag. The nonce is random, as in NIST SP 800-38D, section 8.2.2, which is safe for 2^32 texts under
 * one master key.
 */
@Singleton
public class Vault {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final byte FORM = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final MasterKeys masterKeys;
    private final SecureRandom random;

    @Inject
    public Vault(Secrets secrets, SecureRandom random) {
        this.masterKeys = secrets.masterKeys();
        this.random = random;
    }

    /** Returns the version of the master key with which texts are currently sealed. */
    public int currentVersion() {
        return masterKeys.current();
    }

    /**
     * Returns the 16 bytes of associated data that bind a sealed text to an organisation's row, identified by a number
     * that is unique among its rows.
     */
    public static byte[] associatedData(long organisationId, long number) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(organisationId)
                .putLong(number)
                .array();
    }

    /** Encrypts a text under the current version. */
    public byte[] seal(String text, byte[] associated) {
        byte[] clear = text.getBytes(StandardCharsets.UTF_8);
        try {
            return seal(clear, associated);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private byte[] seal(byte[] clear, byte[] associated) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, key(currentVersion()), nonce, associated)
                    .doFinal(clear);
            return ByteBuffer.allocate(1 + NONCE_BYTES + ciphertext.length)
                    .put(FORM)
                    .put(nonce)
                    .put(ciphertext)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(TRANSFORMATION + " is missing from this Java runtime", e);
        }
    }

    /**
     * Decrypts a text that was sealed under the given version.
     *
     * @throws IllegalStateException if it was sealed with other associated data or under another master key,
     *     or was altered
     * @throws ProblemException 503, if this node does not have the version, as may happen while nodes are
     *     being restarted
     */
    public String open(int version, byte[] sealed, byte[] associated) {
        byte[] clear = clear(version, sealed, associated);
        try {
            return new String(clear, StandardCharsets.UTF_8);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /**
     * Seals a text again, under the current version.
     *
     * @throws IllegalStateException if it cannot be opened, as for {@link #open}
     * @throws ProblemException as for {@link #open}
     */
    public byte[] reseal(int version, byte[] sealed, byte[] associated) {
        byte[] clear = clear(version, sealed, associated);
        try {
            return seal(clear, associated);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private byte[] clear(int version, byte[] sealed, byte[] associated) {
        if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / Byte.SIZE || sealed[0] != FORM) {
            throw new IllegalStateException("An encrypted text has an unknown format");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, key(version), nonce, associated)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "An encrypted text cannot be decrypted: it, its place or the master key was changed", e);
        }
    }

    private SecretKey key(int version) {
        return masterKeys
                .find(version)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.UNAVAILABLE,
                        "This node was started without version " + version + " of the master key.")));
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
