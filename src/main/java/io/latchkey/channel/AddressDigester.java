package io.latchkey.channel;

import io.latchkey.secret.Hmac;
import io.latchkey.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/**
 * Computes the digest that identifies an address after its deletion: HMAC-SHA-256 under the installation's
 * digest key, so that a stolen database is useless for testing guesses.
 */
@Singleton
public class AddressDigester {

    /** Separates these digests from all others under the same key. */
    private static final String PURPOSE = "latchkey address\n";

    private final Hmac hmac;

    @Inject
    public AddressDigester(Secrets secrets) {
        this.hmac = new Hmac(secrets.digestKey());
    }

    /** Returns the digest of an address of the given kind: 32 bytes, different for each organisation. */
    public byte[] digest(long organisationId, String kind, String key) {
        String text = PURPOSE + organisationId + "\n" + kind + "\n" + key;
        return hmac.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
