package io.latchkey.keyimport;

import io.latchkey.json.VisibleText;
import io.latchkey.key.KeyRequest;
import io.latchkey.key.KeyStatus;
import io.latchkey.key.QuotaChange;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.right.AccessRight;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key to import from another system, with the fields of a {@link KeyRequest} and exactly one of {@code key}
 * and {@code sha256}.
 *
 * @param key the key in clear: 16 to 512 visible ASCII characters. Shorter keys are too easy to guess, longer
 *     ones do not fit into every client's header, and other characters reach the server in varying encodings
 * @param sha256 the SHA-256 digest of the key, in hexadecimal or Base64
 * @param status the key's status after the import; ENABLED if left out
 */
public record ImportedKey(
        @NotNull
        @Size(min = 1, max = KeyRequest.MAX_DESCRIPTION)
        @Pattern(regexp = VisibleText.LINE, message = VisibleText.MESSAGE)
        String description,

        @NotNull AccessRight accessRight,
        String customRight,

        @Size(min = 16, max = 512)
        @Pattern(regexp = "[!-~]*+", message = "must be visible ASCII characters, without spaces")
        String key,

        @Pattern(
                regexp = NO_PURPOSE + "(?:" + HEXADECIMAL + "|[A-Za-z0-9+/_-]{43}=?)",
                message = "must be 32 bytes in hexadecimal digits or Base64")
        String sha256,

        @Size(min = 1, max = KeyRequest.MAX_EXTERNAL_ID)
        @Pattern(regexp = VisibleText.ANY, message = VisibleText.MESSAGE)
        String externalId,

        Map<String, Optional<String>> labels,
        Instant expiresAt,
        List<String> allowedAddresses,
        String rateLimit,
        QuotaChange quota,
        KeyStatus status) {

    private static final String HEXADECIMAL = "[0-9A-Fa-f]{64}";

    /**
     * Not "latchkey" in ASCII: with this word begins what else the product has digested under the same key. No key's SHA-256
     * does, unless by a chance of one in 2^64.
     */
    private static final String NO_PURPOSE = "(?!6[Cc]617463686[Bb]6579|bGF0Y2hrZX[k-n])";

    KeyRequest request() {
        return new KeyRequest(
                description,
                accessRight,
                customRight,
                expiresAt,
                allowedAddresses,
                externalId,
                labels,
                rateLimit,
                quota);
    }

    /** Returns whether the line names its secret in exactly one of the two ways. */
    boolean hasOneSecret() {
        return key == null != (sha256 == null);
    }

    Optional<KeyToken> token() {
        return Optional.ofNullable(key).map(KeyToken::new);
    }

    Optional<byte[]> hash() {
        return Optional.ofNullable(sha256)
                .map(text -> text.matches(HEXADECIMAL)
                        ? HexFormat.of().parseHex(text)
                        : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
    }

    boolean isDisabled() {
        return status == KeyStatus.DISABLED;
    }

    /** Never reveals the key. */
    @Override
    public String toString() {
        return "ImportedKey[…]";
    }
}
