package io.latchkey.openid;

import java.io.Serializable;
import java.net.URI;

/**
 * A sign-in that has been begun, kept in the browser's session until the provider's answer comes.
 *
 * @param address where the browser is sent
 * @param state ties the answer to this browser (RFC 6749, section 10.12)
 * @param nonce ties the ID token to this attempt (OpenID Connect Core 1.0, section 3.1.2.1)
 * @param verifier ties the code to this attempt (RFC 7636)
 * @param from the page to go on to
 */
public record OpenIdAttempt(URI address, String state, String nonce, String verifier, String from)
        implements Serializable {

    /** Says nothing of what must not be guessed. */
    @Override
    public String toString() {
        return "OpenIdAttempt[" + from + "]";
    }
}
