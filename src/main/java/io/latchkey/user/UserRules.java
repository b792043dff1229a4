package io.latchkey.user;

import io.latchkey.channel.Address;
import io.latchkey.channel.ChannelType;
import io.latchkey.problem.ProblemException;

/** What a user's address must be, and how a field that may not be so is refused. */
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
                .orElseThrow(() -> invalid("email", "must be an e-mail address"));
    }

    static ProblemException invalid(String field, String detail) {
        return ProblemException.invalid(field, detail);
    }
}
