package io.latchkey.token;

import io.latchkey.secret.Base64Url;
import io.latchkey.secret.Hmac;
import io.latchkey.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Issues and verifies event tokens. They are not stored: a token names the secret that requested it and its
 * expiry, and is signed by HMAC-SHA-256 under a separate key, derived from the installation's digest key. The
 * validity of the secret and the rights of its key are checked at each use.
 */
@Singleton
public class EventTokens {

    /**
     * Must not be 32 bytes long, as is the other input of the digest key
     * ({@link io.latchkey.keytoken.KeyDigester}). The number is the version of the payload: version 1 tokens
     * named a key where these name a secret, and the ids of both look alike.
     */
    private static final String LABEL = "latchkey/event-token/2";

    private static final int PAYLOAD_BYTES = 2 * Long.BYTES;
    private static final Duration MAX_LIFETIME = Duration.ofDays(1);

    private final Hmac signing;
    private final Duration lifetime;
    private final Clock clock;

    /**
     * Reads {@code latchkey.token.lifetime}.
     *
     * @throws IllegalArgumentException if it is under a second or over a day
     */
    @Inject
    public EventTokens(
            Secrets secrets, @ConfigProperty(name = "latchkey.token.lifetime") Duration lifetime, Clock clock) {
        if (lifetime.toSeconds() < 1 || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException("latchkey.token.lifetime must be from PT1S to P1D");
        }
        this.signing = new Hmac(secrets.digestKey()).derive(LABEL.getBytes(StandardCharsets.UTF_8));
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** Returns how long a token is valid. */
    public Duration lifetime() {
        return lifetime;
    }

    /** Issues a token for the key's secret, valid from now on. */
    public EventToken issue(long secretId) {
        byte[] payload = ByteBuffer.allocate(PAYLOAD_BYTES)
                .putLong(secretId)
                .putLong(clock.instant().plus(lifetime).getEpochSecond())
                .array();
        return new EventToken(
                EventToken.PREFIX + Base64Url.encode(payload) + "." + Base64Url.encode(signing.of(payload)));
    }

    /** Returns the id of the secret that the token stands for, if it was issued here and has not expired. */
    public Optional<Long> secretId(EventToken token) {
        String text = token.value();
        int dot = text.indexOf('.');
        if (!text.startsWith(EventToken.PREFIX) || dot < 0) {
            return Optional.empty();
        }
        Optional<byte[]> payload = Base64Url.decode(text.substring(EventToken.PREFIX.length(), dot), PAYLOAD_BYTES);
        Optional<byte[]> signature = Base64Url.decode(text.substring(dot + 1), Hmac.BYTES);
        if (payload.isEmpty() || signature.isEmpty() || !signing.verify(payload.get(), signature.get())) {
            return Optional.empty();
        }
        ByteBuffer signed = ByteBuffer.wrap(payload.get());
        long secretId = signed.getLong();
        Instant end = Instant.ofEpochSecond(signed.getLong());
        return clock.instant().isBefore(end) ? Optional.of(secretId) : Optional.empty();
    }
}
