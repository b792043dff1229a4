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

    /**
     * Characters of the beginning that are looked at: what follows can only take more guesses, and to look at it takes
     * seconds when somebody wants it to.
     */
    private static final int LOOKED_AT = 24;

    /** The product's name is on the page where the password is wanted. */
    private static final String HERE = "latchkey";

    private Optional<Zxcvbn> estimator = Optional.empty();

    /** Whether fewer than a hundred million guesses find it. */
    boolean areFew(String password, String userName) {
        Strength strength = estimator()
                .measure(password.substring(0, Math.min(password.length(), LOOKED_AT)), List.of(HERE, userName));
        try {
            return strength.getGuesses() < FEW;
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
