package io.latchkey.keypage;

import io.latchkey.key.ApiKey;
import io.latchkey.key.DisabledBy;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyOverview;
import io.latchkey.key.KeyStatus;
import io.latchkey.key.ValidSecret;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.quota.Quota;
import io.latchkey.quota.QuotaPeriod;
import io.latchkey.quota.QuotaState;
import io.latchkey.quota.RateLimit;
import io.latchkey.right.AccessRight;
import io.latchkey.right.CustomRight;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key as the page shows it. Absent values are empty text, as is usual in views. Times are in ISO 8601 and
 * UTC, because the browser knows its own time zone.
 *
 * @param masked the key's first and last characters
 * @param kept whether the key is stored for copying, and not only its digest
 * @param disabledBy what disabled the key, if it is disabled
 * @param readiness whether its secrets work, or what has to be done before
 * @param lastUse the time of the last use, if there was one
 * @param daysLeft the number of days until the key is disabled automatically, rounded up; empty if it is not enabled
 * @param soon whether this is soon enough for a warning
 * @param expiresAt the time at which the key expires, if it does
 * @param customRight the name of the key's custom right, if it has one
 * @param terms what else was decided about the key
 * @param quota what is left of the key's quota
 * @param secrets the valid secrets while the key is being rotated, latest first; empty for a key with only
 *     one
 */
public record KeyRow(
        long number,
        long version,
        String masked,
        boolean kept,
        String creator,
        String createdAt,
        AccessRight accessRight,
        String description,
        boolean enabled,
        String disabledBy,
        Readiness readiness,
        String lastUse,
        String daysLeft,
        boolean soon,
        String expiresAt,
        String customRight,
        Terms terms,
        QuotaLeft quota,
        List<Secret> secrets) {

    public KeyRow {
        secrets = List.copyOf(secrets);
    }

    /**
     * One of several secrets.
     *
     * @param validUntil the time from which the secret is no longer valid; empty for the latest one
     */
    public record Secret(String validUntil, String lastUse) {

        static Secret of(ValidSecret secret) {
            return new Secret(text(secret.validUntil()), text(secret.lastUsedAt()));
        }
    }

    /**
     * What is left of a quota.
     *
     * @param present whether there is a quota
     * @param left the number of requests that are left
     * @param requests the number of requests in each period
     * @param refilledAt the time at which the next period starts
     */
    public record QuotaLeft(boolean present, long left, long requests, String refilledAt) {

        static QuotaLeft of(Optional<Quota> quota, Optional<QuotaState> state) {
            return quota.isPresent() && state.isPresent()
                    ? new QuotaLeft(
                            true,
                            state.get().remaining(),
                            quota.get().requests(),
                            state.get().resetsAt().toString())
                    : new QuotaLeft(false, 0, 0, "");
        }
    }

    private static final long WARNING_DAYS = 14;

    /**
     * What was decided about a key in addition to its description, right and expiry.
     *
     * @param rateLimit the rate limit in a form such as {@code 100/PT1M}
     * @param quotaRequests the number of requests in a period of the quota, if there is one
     */
    public record Terms(
            List<String> allowedAddresses,
            String externalId,
            Map<String, String> labels,
            String rateLimit,
            String quotaRequests,
            QuotaPeriod quotaPeriod) {

        public Terms {
            allowedAddresses = List.copyOf(allowedAddresses);
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        }

        static Terms of(ApiKey key) {
            return new Terms(
                    key.allowedAddresses(),
                    key.externalId().orElse(""),
                    key.labelsByName(),
                    key.rateLimit().map(RateLimit::text).orElse(""),
                    key.quota().map(quota -> Long.toString(quota.requests())).orElse(""),
                    key.quota().map(Quota::period).orElse(QuotaPeriod.MONTH));
        }
    }

    static KeyRow of(KeyOverview overview, InactivityPolicy inactivity, Instant now) {
        ApiKey key = overview.key();
        List<ValidSecret> secrets = overview.secrets();
        boolean enabled = overview.status(inactivity, now) == KeyStatus.ENABLED;
        Instant idleUntil = overview.inactiveAt(inactivity);
        Instant end = key.expiresAt().filter(idleUntil::isAfter).orElse(idleUntil);
        // Rounded up, so that a key that was just used has the 90 days that the page promises, and none has 0.
        long days = Duration.between(now, end).plusDays(1).minusNanos(1).toDays();
        return new KeyRow(
                key.number(),
                key.version(),
                KeyToken.masked(key.hint()),
                secrets.stream().anyMatch(secret -> secret.validUntil().isEmpty() && secret.isKept()),
                overview.createdBy(),
                key.createdAt().toString(),
                key.accessRight(),
                key.description(),
                enabled,
                overview.disabledBy(inactivity, now).map(DisabledBy::name).orElse(""),
                Readiness.of(key, enabled, key.isExpired(now)),
                text(overview.lastUsedAt()),
                enabled ? Long.toString(days) : "",
                enabled && days <= WARNING_DAYS,
                text(key.expiresAt()),
                key.customRight().map(CustomRight::name).orElse(""),
                Terms.of(key),
                QuotaLeft.of(key.quota(), overview.quota()),
                secrets.size() > 1 ? secrets.stream().map(Secret::of).toList() : List.of());
    }

    private static String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("");
    }
}
