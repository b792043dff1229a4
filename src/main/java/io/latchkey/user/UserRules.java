package io.latchkey.user;

import io.latchkey.channel.Address;
import io.latchkey.channel.ChannelType;
import io.latchkey.problem.ProblemException;

/** The rules for a user's address, and for the current password of a user who changes their own data. */
final class UserRules {

    private UserRules() {}

    /**
     * Returns the address in its normal form.
     *
     * @throws ProblemException 400, if it is not an e-mail address that notices can be sent to
     */
    static String email(String text) {
        return ChannelType.EMAIL
                .parse(text)
                .filter(Address::isAscii)
                .map(Address::shown)
                .orElseThrow(() -> ProblemException.invalid("email", "must be an e-mail address"));
    }

    /**
     * Returns a 400: the current password is wrong, or has become wrong because another request has changed
     * it in the meantime.
     */
    static ProblemException wrongPresentPassword() {
        return ProblemException.invalid("presentPassword", "must be your current password");
    }
}
