package io.latchkey.key;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import io.latchkey.secret.MasterKeys;
import io.latchkey.secret.Secrets;
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
 * Keeps keys for later copying: AES-256-GCM under the installation's current master key, with the organisation and the
 * key's number as associated data, so that a sealed key moved to another row does not open there. Nor does it open with
 * another version's number beside it: no two versions are the same key.
 *
 * <p>A sealed key is one byte for the form, 12 bytes of nonce, then the ciphertext with its 16 bytes of tag. The nonce is
 * random, as NIST SP 800-38D section 8.2.2 has it: good for 2^32 keys under one master key.
 */
@Singleton
public class KeyVault {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final byte FORM = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final MasterKeys masterKeys;
    private final SecureRandom random;

    @Inject
    public KeyVault(Secrets secrets, SecureRandom random) {
        this.masterKeys = secrets.masterKeys();
        this.random = random;
    }

    /** The version of the master key under which keys are sealed now. */
    public int currentVersion() {
        return masterKeys.current();
    }

    /** Encrypts a key for the row of this organisation and number, under the current version. */
    public byte[] seal(KeyToken token, long organisationId, long number) {
        byte[] clear = token.value().getBytes(StandardCharsets.UTF_8);
        try {
            return seal(clear, organisationId, number);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private byte[] seal(byte[] clear, long organisationId, long number) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, key(currentVersion()), nonce, organisationId, number)
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
     * Decrypts a key that was sealed under this version.
     *
     * @throws IllegalStateException when it was sealed for another row or under another master key, or was altered
     * @throws ProblemException 503, when this node does not have the version, as others may while they are restarted
     */
    public KeyToken open(int version, byte[] sealed, long organisationId, long number) {
        byte[] clear = clear(version, sealed, organisationId, number);
        try {
            return new KeyToken(new String(clear, StandardCharsets.UTF_8));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /**
     * Seals a key anew, under the current version.
     *
     * @throws IllegalStateException when it does not open, as above
     */
    byte[] reseal(int version, byte[] sealed, long organisationId, long number) {
        byte[] clear = clear(version, sealed, organisationId, number);
        try {
            return seal(clear, organisationId, number);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private byte[] clear(int version, byte[] sealed, long organisationId, long number) {
        if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / Byte.SIZE || sealed[0] != FORM) {
            throw new IllegalStateException("A sealed key has an unknown form");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, key(version), nonce, organisationId, number)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A sealed key does not open: it, its row or the master key was changed", e);
        }
    }

    private SecretKey key(int version) {
        return masterKeys
                .find(version)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.UNAVAILABLE,
                        "This node was started without version " + version + " of the master key.")));
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, long organisationId, long number)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(organisationId)
                .putLong(number)
                .array());
        return cipher;
    }
}
