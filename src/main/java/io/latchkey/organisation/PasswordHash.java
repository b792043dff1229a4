package io.latchkey.organisation;

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
 * Hashes users' passwords: PBKDF2 with HMAC-SHA-512 and, as {@code latchkey.password.rounds} has it, 210,000 rounds, the
 * work factor that the OWASP Password Storage Cheat Sheet asks for; never fewer in production. A hash carries its own
 * parameters, so raising them leaves the old ones valid; each is replaced when its user signs in. Passwords are hashed in
 * Unicode's form NFC (RFC 8265, section 4.2.2): the same letters typed on another machine are the same password.
 *
 * <p>No more are hashed at once than there are processors. Each method throws {@link io.latchkey.problem.ProblemException}, 503,
 * when its turn does not come in time.
 */
@Singleton
public class PasswordHash {

    /** The hash of a user who has no password: of none is it the hash. */
    static final String NONE = "";

    /** In Java's characters; the longest password has 128 of Unicode's, some of which may be put together from several. */
    public static final int MAX_LENGTH = 1024;

    private static final int SAFE_ROUNDS = 210_000;
    private static final int MIN_ROUNDS = 1024;

    /** What is hashed in the place of a password that is too long. */
    private static final String OVERLONG = "overlong";

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int SALT_BYTES = 32;
    private static final int KEY_BYTES = 32;

    /** Each holds a thread of the server. */
    private static final int MAX_WAITING = 64;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Pbkdf2PasswordHash algorithm;
    private final int rounds;
    private final String hashOfNobody;
    private final HashingTurns turns =
            new HashingTurns(Runtime.getRuntime().availableProcessors(), MAX_WAITING, LONGEST_WAIT);

    /** @throws IllegalArgumentException when there are fewer rounds than the profile allows */
    @Inject
    public PasswordHash(
            Pbkdf2PasswordHash algorithm,
            @ConfigProperty(name = "latchkey.password.rounds") int rounds,
            @ConfigProperty(name = "latchkey.profile") String profile) {
        int fewest = profile.equals("development") ? MIN_ROUNDS : SAFE_ROUNDS;
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
     * As {@link Pbkdf2PasswordHash} writes them, and of no password that anybody knows. To hash one for it would keep each start
     * waiting for half a second.
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
     * A salted hash to store.
     *
     * @throws IllegalArgumentException when the password is longer than {@value #MAX_LENGTH}
     */
    public String generate(char[] password) {
        if (isOverlong(password)) {
            throw new IllegalArgumentException("A password can have at most " + MAX_LENGTH + " characters");
        }
        return withComposed(password, algorithm::generate);
    }

    /**
     * Whether the password is the one that was hashed; compared in constant time. That it is not takes as long for a hash of
     * fewer rounds as for one of today's.
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

    /** Takes as long as {@link #verify}, so that the time does not tell which names exist. */
    public void verifyNobody(char[] password) {
        char[] looked = isOverlong(password) ? OVERLONG.toCharArray() : password;
        withComposed(looked, clear -> algorithm.verify(clear, hashOfNobody));
    }

    /** Nobody has one, and to bring one to its form takes a time that grows with the square of its length. */
    private static boolean isOverlong(char[] password) {
        return password.length > MAX_LENGTH;
    }

    /** Whether a hash made today would be harder to guess from. */
    boolean isOutdated(String hash) {
        return !hash.equals(NONE) && rounds(hash) < rounds;
    }

    /** Those of today's algorithm; of another one there are none. */
    private static int rounds(String hash) {
        String[] parts = hash.split(":", -1);
        return parts.length == 4 && parts[0].equals(ALGORITHM) ? Integer.parseInt(parts[1]) : 0;
    }

    /** The copy is cleared; what the normalizer had in between is the runtime's to forget. */
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
