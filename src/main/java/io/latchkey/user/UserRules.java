package io.latchkey.user;

import io.latchkey.channel.Address;
import io.latchkey.channel.ChannelType;
import io.latchkey.problem.ProblemException;
import java.text.Normalizer;

/** What an address and a password must be. A password's length counts and its composition does not (NIST SP 800-63B). */
final class UserRules {

    private static final int MIN_PASSWORD = 12;
    private static final int MAX_PASSWORD = 128;
    private static final int MAX_EMAIL = 254;

    private UserRules() {}

    /**
     * The address in its normal form.
     *
     * @throws ProblemException 400, when it is none
     */
    static String email(String text) {
        return ChannelType.EMAIL
                .parse(text)
                .map(Address::shown)
                .filter(address -> address.length() <= MAX_EMAIL)
                .orElseThrow(() -> invalid("email", "must be an e-mail address"));
    }

    /**
     * The password, which the user's name must not be.
     *
     * @throws ProblemException 400, when it may not be used
     */
    static char[] password(String text, String userName) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        int length = composed.codePointCount(0, composed.length());
        if (length < MIN_PASSWORD || length > MAX_PASSWORD) {
            throw invalid("password", "must be " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters long");
        }
        if (composed.strip().equalsIgnoreCase(Normalizer.normalize(userName, Normalizer.Form.NFC))) {
            throw invalid("password", "must not be the user's name");
        }
        if (composed.chars().anyMatch(Character::isISOControl)) {
            throw invalid("password", "must have no control characters");
        }
        return text.toCharArray();
    }

    static ProblemException invalid(String field, String detail) {
        return ProblemException.invalid(field, detail);
    }
}
