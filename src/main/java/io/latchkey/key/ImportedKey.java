package io.latchkey.key;

import io.latchkey.json.VisibleText;
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
 * A key of another system that is to be taken over, with the fields of a {@link KeyRequest} and, of the key itself, one of
 * two.
 *
 * @param key the key in clear: 16 to 512 visible characters of ASCII. Fewer are too easy to guess; more do not fit the
 *     header of every client; others reach the server in one encoding or another
 * @param sha256 the SHA-256 of the key, in hexadecimal digits or Base64
 * @param status whether the key opens anything from now on; ENABLED, if it is left out
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
                regexp = HEXADECIMAL + "|[A-Za-z0-9+/_-]{43}=?",
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

    /** Never the key. */
    @Override
    public String toString() {
        return "ImportedKey[…]";
    }
}
