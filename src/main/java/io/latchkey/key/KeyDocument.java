package io.latchkey.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.quota.Quota;
import io.latchkey.quota.QuotaPeriod;
import io.latchkey.quota.QuotaState;
import io.latchkey.quota.RateLimit;
import io.latchkey.right.AccessRight;
import io.latchkey.right.CustomRight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key as the management shows it.
 *
 * @param number the key's number in its organisation
 * @param key the key in clear; only in the answer that made it
 * @param customRight the name of its custom right, if the access right is CUSTOM
 * @param status whether the key opens anything now
 * @param disabledBy what disabled it, if it is disabled
 * @param createdBy the name of the user who made it
 * @param lastUsedAt its last use (UTC), if there was one
 * @param expiresAt from when on it opens nothing (UTC), if that was decided
 * @param allowedAddresses the addresses and networks that alone it is let in from; empty for everywhere
 * @param externalId the id that it has in another system
 * @param rateLimit how many requests it may make instead of what holds for every key
 * @param quota how many requests it has in a day or a month, if there is an end to them
 * @param inactiveAt when it is disabled by itself if nothing uses it until then (UTC); none once it is disabled
 * @param secrets those that open the key, the latest first; several after a rotation
 */
public record KeyDocument(
        long number,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<KeyToken> key,
        String description,
        AccessRight accessRight,
        Optional<String> customRight,
        KeyStatus status,
        Optional<DisabledBy> disabledBy,
        String createdBy,
        Instant createdAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> inactiveAt,
        Optional<Instant> expiresAt,
        List<String> allowedAddresses,
        Optional<String> externalId,
        Map<String, String> labels,
        Optional<RateLimit> rateLimit,
        Optional<QuotaDocument> quota,
        List<Secret> secrets) {

    /**
     * A key's quota.
     *
     * @param remaining how many requests are left in the present period
     * @param resetsAt when the next one starts (UTC)
     */
    public record QuotaDocument(long requests, QuotaPeriod period, long remaining, Instant resetsAt) {

        static QuotaDocument of(Quota quota, QuotaState state) {
            return new QuotaDocument(quota.requests(), quota.period(), state.remaining(), state.resetsAt());
        }
    }

    /**
     * A secret that opens the key; not the secret itself.
     *
     * @param validUntil from when on it opens the key no longer (UTC); none for the one that was made last
     * @param lastUsedAt its last use (UTC), if there was one
     */
    public record Secret(Instant createdAt, Optional<Instant> validUntil, Optional<Instant> lastUsedAt) {

        static Secret of(KeySecret secret) {
            return new Secret(secret.createdAt(), secret.validUntil(), secret.lastUsedAt());
        }
    }

    static KeyDocument of(
            ApiKey key,
            Optional<KeyToken> token,
            List<KeySecret> secrets,
            Optional<QuotaState> quota,
            InactivityPolicy inactivity,
            Instant now) {
        KeyStatus status = key.status(inactivity, now);
        return new KeyDocument(
                key.number(),
                token,
                key.description(),
                key.accessRight(),
                key.customRight().map(CustomRight::name),
                status,
                key.disabledBy(inactivity, now),
                key.createdBy().name(),
                key.createdAt(),
                key.lastUsedAt(),
                status == KeyStatus.ENABLED ? Optional.of(inactivity.deadline(key.idleSince())) : Optional.empty(),
                key.expiresAt(),
                key.allowedNetworks().texts(),
                key.externalId(),
                key.labels().values(),
                key.rateLimit(),
                quota.flatMap(state -> key.quota().map(of -> QuotaDocument.of(of, state))),
                secrets.stream().map(Secret::of).toList());
    }
}
