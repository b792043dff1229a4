package io.latchkey.user;

import io.latchkey.channel.Address;
import io.latchkey.channel.ChannelType;
import io.latchkey.problem.ProblemException;

/** What a user's address must be, and the present password of who changes it. */
final class UserRules {

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
                .orElseThrow(() -> ProblemException.invalid("email", "must be an e-mail address"));
    }

    /** The present password is wrong, or has become so: another request has changed it meanwhile. */
    static ProblemException wrongPresentPassword() {
        return ProblemException.invalid("presentPassword", "must be your current password");
    }
}
