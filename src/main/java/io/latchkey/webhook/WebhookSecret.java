package io.latchkey.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import io.latchkey.secret.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * The secret that signs a webhook's calls, as specified by Standard Webhooks: {@code whsec_} followed by 32
 * random bytes in Base64.
 *
 * @param value the secret, which only the response that created it may reveal
 */
public record WebhookSecret(@JsonValue String value) {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    /** Generates a new secret. */
    static WebhookSecret generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String encoded = Base64.getEncoder().encodeToString(bytes);
        Arrays.fill(bytes, (byte) 0);
        return new WebhookSecret(PREFIX + encoded);
    }

    /**
     * Returns the value of {@code webhook-signature}: the HMAC-SHA-256 of id, seconds and body, joined by
     * dots, in Base64.
     */
    String signature(String id, long seconds, String body) {
        byte[] key = Base64.getDecoder().decode(value.substring(PREFIX.length()));
        String signed = id + "." + seconds + "." + body;
        try {
            byte[] code = Hmac.of(key, signed.getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(code);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Does not reveal the secret. */
    @Override
    public String toString() {
        return "WebhookSecret[…]";
    }
}
