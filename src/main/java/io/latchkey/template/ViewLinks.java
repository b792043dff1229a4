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
 * Makes and reads the links by which a template can be looked at without a credential. A link names the organisation, the
 * template and its end, under HMAC-SHA-256: it cannot be guessed nor turned to another template, and nothing of it is
 * stored.
 */
@Singleton
public class ViewLinks {

    /** The path under which {@link ViewServlet} answers. */
    static final String PATH = "/view/";

    /** Makes a key of its own, so that nothing signed here means anything elsewhere. */
    private static final byte[] PURPOSE = "latchkey template view link 1".getBytes(StandardCharsets.US_ASCII);

    private static final int CLAIM_BYTES = 3 * Long.BYTES;

    private final List<Hmac> signers;
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
        this.signers = masterKeys.versions().stream()
                .map(version -> new Hmac(masterKeys.find(version).orElseThrow()).derive(PURPOSE))
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
        byte[] token = ByteBuffer.allocate(CLAIM_BYTES + Hmac.BYTES)
                .put(claim)
                .put(signers.get(0).of(claim))
                .array();
        return baseUrl.at(PATH + Base64Url.encode(token)).toString();
    }

    /** The template that the link's last part leads to; none when it is not ours, altered or past its end. */
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
