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
 * Issues and checks event tokens. Nothing of them is kept: a token names the secret that asked for it and its end, and is
 * signed by HMAC-SHA-256 under a key of its own, derived from the installation's digest key. What the secret opens, and
 * what its key may do, is asked at each use.
 */
@Singleton
public class EventTokens {

    /**
     * Not of 32 bytes, which is what the digest key is else used on ({@link io.latchkey.keytoken.KeyDigester}). Its number is
     * that of the payload's form: tokens of the first named a key where these name a secret, and ids of both are alike.
     */
    private static final String LABEL = "latchkey/event-token/2";

    private static final int PAYLOAD_BYTES = 2 * Long.BYTES;
    private static final Duration MAX_LIFETIME = Duration.ofDays(1);

    private final Hmac signing;
    private final Duration lifetime;
    private final Clock clock;

    /**
     * Takes {@code latchkey.token.lifetime}.
     *
     * @throws IllegalArgumentException when it is under a second or over a day
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

    /** How long a token is good for. */
    public Duration lifetime() {
        return lifetime;
    }

    /** A token for the key's secret, from now on. */
    public EventToken issue(long secretId) {
        byte[] payload = ByteBuffer.allocate(PAYLOAD_BYTES)
                .putLong(secretId)
                .putLong(clock.instant().plus(lifetime).getEpochSecond())
                .array();
        return new EventToken(
                EventToken.PREFIX + Base64Url.encode(payload) + "." + Base64Url.encode(signing.of(payload)));
    }

    /** The id of the secret that the token stands for, if it was issued here and its time is not over. */
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
