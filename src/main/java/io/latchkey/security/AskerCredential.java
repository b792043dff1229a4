package io.latchkey.security;

import io.latchkey.keytoken.KeyToken;
import jakarta.security.enterprise.credential.Password;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;

/** What asks about another key: a user's name and password, or an API key in the password's place. */
public class AskerCredential extends UsernamePasswordCredential {

    private final KeyToken key;
    private boolean decidedAsKey;

    /** Either of the two, yet to be validated. */
    AskerCredential(BasicCredentials presented) {
        super(presented.userName(), new Password(presented.password()));
        this.key = new KeyToken(presented.password());
    }

    KeyToken asKey() {
        return key;
    }

    /** It is a key, or was meant to be one: from now on it is no user's password. */
    void decideAsKey() {
        decidedAsKey = true;
    }

    boolean isDecidedAsKey() {
        return decidedAsKey;
    }
}
