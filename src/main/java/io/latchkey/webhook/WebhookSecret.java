package io.latchkey.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook's calls are signed with, as Standard Webhooks has it: {@code whsec_} and 32 random bytes in Base64.
 *
 * @param value the secret; nothing but the answer that made it may show it
 */
public record WebhookSecret(@JsonValue String value) {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    /** A new secret. */
    static WebhookSecret generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String encoded = Base64.getEncoder().encodeToString(bytes);
        Arrays.fill(bytes, (byte) 0);
        return new WebhookSecret(PREFIX + encoded);
    }

    /** The value of {@code webhook-signature}: HMAC-SHA-256 of id, seconds and body with dots between them, in Base64. */
    String signature(String id, long seconds, String body) {
        byte[] key = Base64.getDecoder().decode(value.substring(PREFIX.length()));
        String signed = id + "." + seconds + "." + body;
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is missing from this Java runtime", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "WebhookSecret[…]";
    }
}
