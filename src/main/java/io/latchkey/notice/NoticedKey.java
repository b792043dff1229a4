package io.latchkey.notice;

import io.latchkey.key.ApiKey;
import io.latchkey.keytoken.KeyToken;
import java.util.Optional;

/**
 * The key that a notice is about.
 *
 * @param hint the key's last characters
 * @param creatorEmail the e-mail address of the key's creator
 */
record NoticedKey(
        long id,
        long organisationId,
        long number,
        String description,
        Optional<String> hint,
        Optional<String> creatorEmail) {

    static NoticedKey of(ApiKey key, Optional<String> creatorEmail) {
        return new NoticedKey(
                key.id(), key.organisationId(), key.number(), key.description(), key.hint(), creatorEmail);
    }

    /** Returns the key in the masked form shown to people. */
    String masked() {
        return KeyToken.masked(hint);
    }
}
