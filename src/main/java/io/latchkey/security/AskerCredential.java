package io.latchkey.security;

import io.latchkey.keytoken.KeyToken;
import jakarta.security.enterprise.credential.Password;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;

/**
 * The credential of a caller who asks about another key: a user's name and password, or an API key as the
 * password.
 */
public class AskerCredential extends UsernamePasswordCredential {

    private final KeyToken key;
    private boolean decidedAsKey;

    /** Creates a credential that may be either of the two and is not yet validated. */
    AskerCredential(BasicCredentials presented) {
        super(presented.userName(), new Password(presented.password()));
        this.key = presented.key();
    }

    KeyToken asKey() {
        return key;
    }

    /** Marks this as a key, or an attempt at one, so that it is no longer tried as a user's password. */
    void decideAsKey() {
        decidedAsKey = true;
    }

    boolean isDecidedAsKey() {
        return decidedAsKey;
    }
}
