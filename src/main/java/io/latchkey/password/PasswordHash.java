package io.latchkey.password;

import io.latchkey.profile.Profile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.nio.CharBuffer;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hashes users' passwords by PBKDF2 with HMAC-SHA-512. The number of rounds is
 * {@code latchkey.password.rounds}: by default 210,000, the work factor that the OWASP Password Storage Cheat
 * Sheet asks for, and never fewer in production. A hash contains its own parameters, so that raising them
 * leaves the old ones valid; each is replaced when its user signs in. Passwords are hashed in Unicode's form
 * NFC (RFC 8265, section 4.2.2), so that the same letters typed on another machine are the same password.
 *
 * <p>No more are hashed at once than there are processors. Each method that computes a hash throws
 * {@link TooManyPasswords} if too many are waiting or its turn does not come in time.
 */
@Singleton
public class PasswordHash {

    /** Stored for a user who has no password; no password has this hash. */
    public static final String NONE = "";

    /**
     * In Java's characters; the longest password has 128 Unicode characters, some of which may be composed of
     * several.
     */
    public static final int MAX_LENGTH = 1024;

    private static final int SAFE_ROUNDS = 210_000;
    private static final int MIN_ROUNDS = 1024;

    /** Hashed in place of a password that is too long. */
    private static final String OVERLONG = "overlong";

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int SALT_BYTES = 32;
    private static final int KEY_BYTES = 32;

    /** Limited because each one that waits occupies a thread of the server. */
    private static final int MAX_WAITING = 64;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Pbkdf2PasswordHash algorithm;
    private final int rounds;
    private final String hashOfNobody;
    private final HashingTurns turns =
            new HashingTurns(Runtime.getRuntime().availableProcessors(), MAX_WAITING, LONGEST_WAIT);

    /**
     * Reads {@code latchkey.password.rounds}.
     *
     * @throws IllegalArgumentException if there are fewer rounds than the profile allows, or the profile is not
     *     valid
     */
    @Inject
    public PasswordHash(
            Pbkdf2PasswordHash algorithm,
            @ConfigProperty(name = "latchkey.password.rounds") int rounds,
            @ConfigProperty(name = Profile.PROPERTY) String profile) {
        int fewest = Profile.of(profile) == Profile.DEVELOPMENT ? MIN_ROUNDS : SAFE_ROUNDS;
        if (rounds < fewest) {
            throw new IllegalArgumentException("latchkey.password.rounds must be at least " + fewest);
        }
        this.algorithm = algorithm;
        this.rounds = rounds;
        algorithm.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm", ALGORITHM,
                "Pbkdf2PasswordHash.Iterations", Integer.toString(rounds),
                "Pbkdf2PasswordHash.SaltSizeBytes", Integer.toString(SALT_BYTES),
                "Pbkdf2PasswordHash.KeySizeBytes", Integer.toString(KEY_BYTES)));
        this.hashOfNobody = hashOfNobody(rounds);
    }

    /**
     * Returns a hash in the format of {@link Pbkdf2PasswordHash}, of no password that anybody knows.
     * Computing one instead would delay each start by half a second.
     */
    private static String hashOfNobody(int rounds) {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT_BYTES];
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(salt);
        random.nextBytes(key);
        Base64.Encoder base64 = Base64.getEncoder();
        return String.join(
                ":", ALGORITHM, Integer.toString(rounds), base64.encodeToString(salt), base64.encodeToString(key));
    }

    /**
     * Returns a salted hash to be stored.
     *
     * @throws IllegalArgumentException if the password is longer than {@value #MAX_LENGTH} characters
     */
    public String generate(char[] password) {
        if (isOverlong(password)) {
            throw new IllegalArgumentException("A password can have at most " + MAX_LENGTH + " characters");
        }
        return withComposed(password, algorithm::generate);
    }

    /**
     * Returns whether the password is the one that was hashed, compared in constant time. A wrong password
     * takes as long for a hash with fewer rounds as for a current one.
     */
    public boolean verify(char[] password, String hash) {
        if (hash.equals(NONE) || isOverlong(password)) {
            verifyNobody(password);
            return false;
        }
        int missing = rounds - rounds(hash);
        return withComposed(password, clear -> {
            boolean right = algorithm.verify(clear, hash);
            if (!right && missing > 0) {
                algorithm.verify(clear, hashOfNobody(missing));
            }
            return right;
        });
    }

    /** Takes as long as {@link #verify}, so that the time does not reveal which names exist. */
    public void verifyNobody(char[] password) {
        char[] looked = isOverlong(password) ? OVERLONG.toCharArray() : password;
        withComposed(looked, clear -> algorithm.verify(clear, hashOfNobody));
    }

    /** Nobody has such a password, and normalising one takes a time that grows with the square of its length. */
    private static boolean isOverlong(char[] password) {
        return password.length > MAX_LENGTH;
    }

    /** Returns whether a hash computed now would be harder to guess from. */
    boolean isOutdated(String hash) {
        return !hash.equals(NONE) && rounds(hash) < rounds;
    }

    /** Returns the rounds of the current algorithm; 0 for a hash by another algorithm. */
    private static int rounds(String hash) {
        String[] parts = hash.split(":", -1);
        return parts.length == 4 && parts[0].equals(ALGORITHM) ? Integer.parseInt(parts[1]) : 0;
    }

    /** Clears the normalised copy; the normaliser's intermediate results are left to the runtime. */
    private <T> T withComposed(char[] password, Function<char[], T> use) {
        char[] composed = Normalizer.normalize(CharBuffer.wrap(password), Normalizer.Form.NFC)
                .toCharArray();
        try {
            return turns.take(() -> use.apply(composed));
        } finally {
            Arrays.fill(composed, '\0');
        }
    }
}
