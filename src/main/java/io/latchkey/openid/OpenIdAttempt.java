package io.latchkey.openid;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;

/**
 * A sign-in that has begun. The browser keeps it, sealed, until the provider's answer.
 *
 * @param state ties the answer to this browser (RFC 6749, section 10.12)
 * @param nonce ties the ID token to this attempt (OpenID Connect Core 1.0, section 3.1.2.1)
 * @param verifier ties the code to this attempt (RFC 7636)
 * @param from the page to continue with
 */
public record OpenIdAttempt(String state, String nonce, String verifier, String from) {

    /** Creates an attempt that nobody can guess. */
    public static OpenIdAttempt to(String from) {
        return new OpenIdAttempt(new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue(), from);
    }

    /** Reveals nothing that must not be guessed. */
    @Override
    public String toString() {
        return "OpenIdAttempt[" + from + "]";
    }
}
