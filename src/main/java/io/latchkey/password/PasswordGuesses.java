package io.latchkey.password;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Estimates how many guesses a password takes of somebody who tries the common ones first (Wheeler, “zxcvbn”,
 * USENIX Security 2016): leaked passwords, names and words, alone, combined or disguised, dates, and rows of
 * keys and letters.
 */
@Singleton
public class PasswordGuesses {

    private static final double FEW = 1e8;

    /**
     * The number of characters that are estimated together: 128 can be made to take seconds, these a tenth of
     * a second.
     */
    private static final int PART = 24;

    /** The product's name, which is on the page that asks for the password. */
    private static final String HERE = "latchkey";

    private Optional<Zxcvbn> estimator = Optional.empty();

    /**
     * Returns whether fewer than a hundred million guesses find the password, if each part is guessed by
     * itself.
     */
    boolean areFew(String password, String userName) {
        List<String> known = List.of(HERE, userName);
        double guesses = 1;
        for (int from = 0; from < password.length() && guesses < FEW; from += PART) {
            guesses *= guesses(password.substring(from, Math.min(password.length(), from + PART)), known);
        }
        return guesses < FEW;
    }

    private double guesses(String part, List<String> known) {
        Strength strength = estimator().measure(part, known);
        try {
            return strength.getGuesses();
        } finally {
            strength.wipe();
        }
    }

    /**
     * Loads the estimator when it is first needed: its lists take a megabyte, and a node may never need them.
     */
    private synchronized Zxcvbn estimator() {
        if (estimator.isEmpty()) {
            estimator = Optional.of(new Zxcvbn());
        }
        return estimator.get();
    }
}
