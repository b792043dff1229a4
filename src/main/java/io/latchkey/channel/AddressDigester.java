package io.latchkey.channel;

import io.latchkey.secret.Hmac;
import io.latchkey.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/**
 * Makes the digest by which an address is known again after it has been deleted: HMAC-SHA-256 under the installation's
 * digest key, so that a stolen database is useless for testing guesses.
 */
@Singleton
public class AddressDigester {

    /** Keeps these digests apart from all others under the same key. */
    private static final String PURPOSE = "latchkey address\n";

    private final Hmac hmac;

    @Inject
    public AddressDigester(Secrets secrets) {
        this.hmac = new Hmac(secrets.digestKey());
    }

    /** The digest of an address of a kind: 32 bytes, different for each organisation. */
    public byte[] digest(long organisationId, String kind, String key) {
        String text = PURPOSE + organisationId + "\n" + kind + "\n" + key;
        return hmac.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
