package io.latchkey.key;

import io.latchkey.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Keeps keys for later copying: AES-256-GCM under the installation's master key, with the organisation and the key's
 * number as associated data, so that a sealed key moved to another row does not open there.
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

    private final SecretKey masterKey;
    private final SecureRandom random;

    @Inject
    public KeyVault(Secrets secrets, SecureRandom random) {
        this.masterKey = secrets.masterKey();
        this.random = random;
    }

    /** Encrypts a key for the row of this organisation and number. */
    public byte[] seal(KeyToken token, long organisationId, long number) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce, organisationId, number)
                    .doFinal(token.value().getBytes(StandardCharsets.UTF_8));
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
     * Decrypts a sealed key.
     *
     * @throws IllegalStateException when it was sealed for another row or under another master key, or was altered
     */
    public KeyToken open(byte[] sealed, long organisationId, long number) {
        if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / Byte.SIZE || sealed[0] != FORM) {
            throw new IllegalStateException("A sealed key has an unknown form");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
        try {
            byte[] clear = cipher(Cipher.DECRYPT_MODE, nonce, organisationId, number)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
            return new KeyToken(new String(clear, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A sealed key does not open: it, its row or the master key was changed", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, long organisationId, long number) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, masterKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(organisationId)
                .putLong(number)
                .array());
        return cipher;
    }
}
