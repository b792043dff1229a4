package io.latchkey.password;

import io.latchkey.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.Optional;

/**
 * The rules for a password that somebody chooses. Its length counts and its composition does not, and it must
 * not be commonly used or easy to guess (NIST SP 800-63B, section 5.1.1.2; OWASP ASVS 5.0, V6.2).
 */
@Singleton
public class PasswordRules {

    private static final int MIN = 12;
    private static final int MAX = 128;
    private static final String LENGTH = "must be " + MIN + " to " + MAX + " characters long";

    private final PasswordGuesses guesses;

    @Inject
    public PasswordRules(PasswordGuesses guesses) {
        this.guesses = guesses;
    }

    /**
     * Returns the password, to be hashed.
     *
     * @throws ProblemException 400, if it may not be used
     */
    public char[] checked(String text, String userName) {
        fault(text, userName).ifPresent(fault -> {
            throw ProblemException.invalid("password", fault);
        });
        return text.toCharArray();
    }

    /**
     * Returns what is wrong with a password of the user with this name, as a sentence without its subject;
     * empty if nothing is.
     */
    public Optional<String> fault(String text, String userName) {
        if (text.length() > PasswordHash.MAX_LENGTH) {
            return Optional.of(LENGTH);
        }
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String name = Normalizer.normalize(userName, Normalizer.Form.NFC);
        int length = composed.codePointCount(0, composed.length());
        if (length < MIN || length > MAX) {
            return Optional.of(LENGTH);
        }
        if (composed.strip().equalsIgnoreCase(name)) {
            return Optional.of("must not be the user's name");
        }
        if (composed.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("must not contain control characters");
        }
        return guesses.areFew(composed, name)
                ? Optional.of("is too easy to guess: use several unrelated words")
                : Optional.empty();
    }
}
