package io.latchkey.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.quota.Quota;
import io.latchkey.quota.QuotaPeriod;
import io.latchkey.quota.QuotaState;
import io.latchkey.quota.RateLimit;
import io.latchkey.right.AccessRight;
import io.latchkey.right.CustomRight;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key as represented in the management API.
 *
 * @param number the key's number within its organisation
 * @param key the key in clear; only in the response that created it
 * @param maskedKey how the page and notices show the key: its prefix and the last four characters of its latest secret;
 *     empty if this was created elsewhere
 * @param customRight the name of its custom right, if the access right is CUSTOM
 * @param status whether the key is currently usable
 * @param disabledBy what disabled it, if it is disabled
 * @param createdBy the name of the user who created it
 * @param lastUsedAt its last use (UTC), if any: each node writes the uses of a key every
 *     {@code latchkey.usage.flush-interval}, so that one on another node may be missing for that long
 * @param expiresAt the time at which it expires (UTC), if set
 * @param allowedAddresses the only addresses and networks that it accepts; empty if it may be used from
 *     anywhere
 * @param externalId its id in another system
 * @param rateLimit its own rate limit, in place of the default
 * @param quota the number of requests allowed per day or month, if limited
 * @param inactiveAt when it is disabled automatically if unused until then (UTC); empty once it is disabled
 * @param secrets its valid secrets, latest first; several after a rotation
 */
public record KeyDocument(
        long number,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<KeyToken> key,
        @Schema(description = MASKED_KEY) Optional<String> maskedKey,
        String description,
        AccessRight accessRight,
        Optional<String> customRight,
        KeyStatus status,
        Optional<DisabledBy> disabledBy,
        String createdBy,
        Instant createdAt,
        @Schema(description = LAST_USE) Optional<Instant> lastUsedAt,
        Optional<Instant> inactiveAt,
        Optional<Instant> expiresAt,
        List<String> allowedAddresses,
        Optional<String> externalId,
        Map<String, String> labels,
        Optional<RateLimit> rateLimit,
        Optional<QuotaDocument> quota,
        List<Secret> secrets) {

    private static final String MASKED_KEY =
            "the key as pages and notices show it, such as lk_…a1B2; null if its latest secret was created elsewhere";

    private static final String LAST_USE =
            "the last use (UTC): each node writes uses every latchkey.usage.flush-interval, so that one on another node"
                    + " may be missing for that long";

    private static final String LAST_WRITTEN_USE =
            "the last use (UTC) that is written: uses are written every latchkey.usage.flush-interval, so that one"
                    + " may be missing for that long";

    /**
     * A key's quota.
     *
     * @param remaining the number of requests left in the current period
     * @param resetsAt when the next period starts (UTC)
     */
    public record QuotaDocument(long requests, QuotaPeriod period, long remaining, Instant resetsAt) {

        static QuotaDocument of(Quota quota, QuotaState state) {
            return new QuotaDocument(quota.requests(), quota.period(), state.remaining(), state.resetsAt());
        }
    }

    /**
     * Metadata of a valid secret; does not contain the secret itself.
     *
     * @param validUntil the time at which it expires (UTC); empty for the latest secret
     * @param lastUsedAt its last use (UTC), if any, as far as it is written
     */
    public record Secret(
            Instant createdAt,
            Optional<Instant> validUntil,
            @Schema(description = LAST_WRITTEN_USE) Optional<Instant> lastUsedAt) {

        static Secret of(ValidSecret secret) {
            return new Secret(secret.createdAt(), secret.validUntil(), secret.lastUsedAt());
        }
    }

    static KeyDocument of(KeyOverview overview, Optional<KeyToken> token, InactivityPolicy inactivity, Instant now) {
        ApiKey key = overview.key();
        KeyStatus status = overview.status(inactivity, now);
        return new KeyDocument(
                key.number(),
                token,
                key.hint().map(hint -> KeyToken.masked(Optional.of(hint))),
                key.description(),
                key.accessRight(),
                key.customRight().map(CustomRight::name),
                status,
                overview.disabledBy(inactivity, now),
                overview.createdBy(),
                key.createdAt(),
                overview.lastUsedAt(),
                status == KeyStatus.ENABLED ? Optional.of(overview.inactiveAt(inactivity)) : Optional.empty(),
                key.expiresAt(),
                key.allowedAddresses(),
                key.externalId(),
                key.labelsByName(),
                key.rateLimit(),
                overview.quota().flatMap(state -> key.quota().map(quota -> QuotaDocument.of(quota, state))),
                overview.secrets().stream().map(Secret::of).toList());
    }
}
