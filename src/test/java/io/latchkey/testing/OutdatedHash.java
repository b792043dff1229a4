package io.latchkey.testing;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A hash of a user's password that has fewer rounds than the servers of tests ask for. It is replaced as soon as the
 * user is authenticated by the password, which nothing else shows while the request goes on.
 */
public final class OutdatedHash {

    private static final int ROUNDS = 1000;
    private static final int KEY_BITS = 256;

    private final String name;
    private final String hash;
    private final TestDatabase database;

    private OutdatedHash(String name, String hash, TestDatabase database) {
        this.name = name;
        this.hash = hash;
        this.database = database;
    }

    /** Has it stored that the user's password, which stays the same, was hashed so. */
    public static OutdatedHash giveTo(String name, String password, TestDatabase database) {
        String hash = hash(password);
        database.execute("UPDATE account_user SET password_hash = ? WHERE name = ?", hash, name);
        return new OutdatedHash(name, hash, database);
    }

    private static String hash(String password) {
        byte[] salt = new byte[32];
        byte[] key;
        try {
            key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, KEY_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        Base64.Encoder base64 = Base64.getEncoder();
        return "PBKDF2WithHmacSHA512:" + ROUNDS + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(key);
    }

    /** Waits until the user has been authenticated. */
    public void awaitReplacement() {
        Pause.until("the user to be authenticated", Duration.ofSeconds(30), () -> !database.value(
                        "SELECT password_hash FROM account_user WHERE name = ?", name)
                .equals(hash));
    }
}
