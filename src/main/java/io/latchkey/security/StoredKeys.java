package io.latchkey.security;

import io.latchkey.key.PresentedKey;
import io.latchkey.key.PresentedKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Finds keys that the current request has read before, as they are now. */
@Singleton
public class StoredKeys {

    private final PresentedKeys keys;

    @Inject
    public StoredKeys(PresentedKeys keys) {
        this.keys = keys;
    }

    /**
     * Returns the secret with the given id and its key, whatever their state. The transaction is what makes the
     * database answer: outside of one, some servers keep for the whole request what it has read once.
     */
    @Transactional
    public Optional<PresentedKey> find(long secretId) {
        return keys.findSecret(secretId);
    }
}
