package io.latchkey.keypage;

import io.latchkey.key.NewKey;

/**
 * A key that was just made, or has just got another secret, as it is shown once.
 *
 * @param token the key in clear
 * @param example a request that the key opens whatever its right is, as a command to paste
 */
public record MadeKey(String number, String token, String example) {

    static MadeKey of(NewKey made, PublicAddress address) {
        String token = made.token().value();
        return new MadeKey(
                Long.toString(made.key().number()),
                token,
                "curl -u any:" + token + " " + address.at("/api/v1/account/info"));
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "MadeKey[" + number + "]";
    }
}
