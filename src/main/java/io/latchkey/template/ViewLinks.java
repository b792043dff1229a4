package io.latchkey.template;

import io.latchkey.network.BaseUrl;
import io.latchkey.secret.MasterKeys;
import io.latchkey.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes and reads the links by which a template can be looked at without a credential. A link names the organisation, the
 * template and its end, under HMAC-SHA-256: it cannot be guessed nor turned to another template, and nothing of it is
 * stored.
 */
@Singleton
public class ViewLinks {

    /** The path under which {@link ViewServlet} answers. */
    static final String PATH = "/view/";

    private static final String HMAC = "HmacSHA256";
    private static final byte[] PURPOSE = "latchkey template view link 1".getBytes(StandardCharsets.US_ASCII);
    private static final int CLAIM_BYTES = 3 * Long.BYTES;
    private static final int MAC_BYTES = 32;

    private final List<SecretKeySpec> keys;
    private final BaseUrl baseUrl;
    private final Duration period;
    private final Clock clock;

    @Inject
    public ViewLinks(
            Secrets secrets,
            BaseUrl baseUrl,
            @ConfigProperty(name = "latchkey.message.view-link.period") Duration period,
            Clock clock) {
        MasterKeys masterKeys = secrets.masterKeys();
        // The current one first, which signs; the links signed before it are good to their end.
        this.keys = masterKeys.versions().stream()
                .map(version -> ownKey(masterKeys.find(version).orElseThrow()))
                .toList();
        this.baseUrl = baseUrl;
        this.period = period;
        this.clock = clock;
    }

    /** A link to the template, good from now on for the configured period. */
    public String to(long organisationId, long templateId) {
        byte[] claim = ByteBuffer.allocate(CLAIM_BYTES)
                .putLong(organisationId)
                .putLong(templateId)
                .putLong(clock.instant().plus(period).getEpochSecond())
                .array();
        byte[] token = ByteBuffer.allocate(CLAIM_BYTES + MAC_BYTES)
                .put(claim)
                .put(mac(keys.get(0), claim))
                .array();
        return baseUrl.at(PATH + Base64.getUrlEncoder().withoutPadding().encodeToString(token))
                .toString();
    }

    /** The template that the link's last part leads to; none when it is not ours, altered or past its end. */
    Optional<ViewTarget> read(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != CLAIM_BYTES + MAC_BYTES) {
            return Optional.empty();
        }
        byte[] claim = Arrays.copyOf(bytes, CLAIM_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, CLAIM_BYTES, bytes.length);
        if (keys.stream().noneMatch(signer -> MessageDigest.isEqual(mac(signer, claim), signature))) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(claim);
        ViewTarget target = new ViewTarget(fields.getLong(), fields.getLong());
        Instant end = Instant.ofEpochSecond(fields.getLong());
        return clock.instant().isBefore(end) ? Optional.of(target) : Optional.empty();
    }

    /** A key of its own, so that nothing signed here means anything elsewhere. */
    private static SecretKeySpec ownKey(SecretKey masterKey) {
        byte[] clear = masterKey.getEncoded();
        try {
            return new SecretKeySpec(mac(new SecretKeySpec(clear, HMAC), PURPOSE), HMAC);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private static byte[] mac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is missing from this Java runtime", e);
        }
    }
}
