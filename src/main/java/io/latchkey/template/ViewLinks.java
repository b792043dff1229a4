package io.latchkey.template;

import io.latchkey.network.BaseUrl;
import io.latchkey.secret.Base64Url;
import io.latchkey.secret.Hmac;
import io.latchkey.secret.MasterKeys;
import io.latchkey.secret.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Creates and verifies the links at which a template can be viewed without credentials. A link contains the
 * organisation, the template and its expiry time, protected by HMAC-SHA-256: it can neither be guessed nor
 * changed to another template, and nothing of it is stored.
 */
@Singleton
public class ViewLinks {

    /** The path served by {@link ViewServlet}. */
    static final String PATH = "/view/";

    /** Derives a separate key, so that nothing signed here is valid elsewhere. */
    private static final byte[] PURPOSE = "latchkey template view link 1".getBytes(StandardCharsets.US_ASCII);

    private static final int CLAIM_BYTES = 3 * Long.BYTES;

    private final List<Hmac> signers;
    private final BaseUrl baseUrl;
    private final Duration period;
    private final Clock clock;

    /**
     * Reads {@code latchkey.message.view-link.period}.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    @Inject
    public ViewLinks(
            Secrets secrets,
            BaseUrl baseUrl,
            @ConfigProperty(name = "latchkey.message.view-link.period") Duration period,
            Clock clock) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("latchkey.message.view-link.period must be longer than zero");
        }
        MasterKeys masterKeys = secrets.masterKeys();
        // The current key comes first and signs; links signed with earlier keys remain valid until they
        // expire.
        this.signers = masterKeys.versions().stream()
                .map(version -> new Hmac(masterKeys.find(version).orElseThrow()).derive(PURPOSE))
                .toList();
        this.baseUrl = baseUrl;
        this.period = period;
        this.clock = clock;
    }

    /** Returns a link to the template, valid from now for the configured period. */
    public String to(long organisationId, long templateId) {
        byte[] claim = ByteBuffer.allocate(CLAIM_BYTES)
                .putLong(organisationId)
                .putLong(templateId)
                .putLong(clock.instant().plus(period).getEpochSecond())
                .array();
        byte[] token = ByteBuffer.allocate(CLAIM_BYTES + Hmac.BYTES)
                .put(claim)
                .put(signers.get(0).of(claim))
                .array();
        return baseUrl.at(PATH + Base64Url.encode(token)).toString();
    }

    /**
     * Returns the template identified by the link's last part; empty when the link is not ours, altered or
     * expired.
     */
    Optional<ViewTarget> read(String token) {
        return Base64Url.decode(token, CLAIM_BYTES + Hmac.BYTES).flatMap(this::target);
    }

    private Optional<ViewTarget> target(byte[] bytes) {
        byte[] claim = Arrays.copyOf(bytes, CLAIM_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, CLAIM_BYTES, bytes.length);
        if (signers.stream().noneMatch(signer -> signer.verify(claim, signature))) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(claim);
        ViewTarget target = new ViewTarget(fields.getLong(), fields.getLong());
        Instant end = Instant.ofEpochSecond(fields.getLong());
        return clock.instant().isBefore(end) ? Optional.of(target) : Optional.empty();
    }
}
