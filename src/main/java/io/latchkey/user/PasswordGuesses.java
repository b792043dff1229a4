package io.latchkey.user;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Estimates how many guesses a password takes of somebody who begins with those that are common (Wheeler, “zxcvbn”, USENIX
 * Security 2016): leaked passwords, names and words, alone, put together or disguised, dates, rows of keys and letters.
 */
@Singleton
public class PasswordGuesses {

    private static final double FEW = 1e8;

    /** Characters that are looked at together: of 128 it takes seconds when somebody wants it to, of these a tenth of one. */
    private static final int PART = 24;

    /** The product's name is on the page where the password is wanted. */
    private static final String HERE = "latchkey";

    private Optional<Zxcvbn> estimator = Optional.empty();

    /** Whether fewer than a hundred million guesses find it, each part by itself. */
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

    /** Read when it is first needed: the lists are a megabyte, and a node may never need them. */
    private synchronized Zxcvbn estimator() {
        if (estimator.isEmpty()) {
            estimator = Optional.of(new Zxcvbn());
        }
        return estimator.get();
    }
}
