package io.latchkey.limit;

import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.quota.RateLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Counts requests against the rate limits of keys and organisations. */
@Singleton
class RateLimiter {

    private final Optional<RateLimit> ofEachKey;
    private final Optional<RateLimit> ofEachOrganisation;
    private final BucketStore buckets;

    /** @throws IllegalArgumentException if a limit is not of the form {@code 100/PT1M} */
    @Inject
    RateLimiter(
            @ConfigProperty(name = "latchkey.limit.key") Optional<String> ofKey,
            @ConfigProperty(name = "latchkey.limit.organisation") Optional<String> ofOrganisation,
            BucketStore buckets) {
        this.ofEachKey = RateLimit.setting("latchkey.limit.key", ofKey);
        this.ofEachOrganisation = RateLimit.setting("latchkey.limit.organisation", ofOrganisation);
        this.buckets = buckets;
    }

    /** Returns whether any rate limit applies to the key's requests. */
    boolean limits(ApiKeyPrincipal key) {
        return key.rateLimit().isPresent() || ofEachKey.isPresent() || ofEachOrganisation.isPresent();
    }

    /** Counts a request and returns the outcome of each limit, the key's before the organisation's. */
    List<Allowance> take(ApiKeyPrincipal key) {
        List<Allowance> allowances = new ArrayList<>();
        ofKey(key).ifPresent(place -> allowances.add(buckets.take(place)));
        // Requests refused to one key must not use up the allowance of its organisation's other keys.
        if (allowances.stream().allMatch(Allowance::granted)) {
            ofOrganisation(key).ifPresent(place -> allowances.add(buckets.take(place)));
            if (!allowances.stream().allMatch(Allowance::granted)) {
                ofKey(key).ifPresent(buckets::giveBack);
            }
        }
        return allowances;
    }

    /** Reverts the counting of a request that was granted here but refused elsewhere. */
    void giveBack(ApiKeyPrincipal key) {
        ofKey(key).ifPresent(buckets::giveBack);
        ofOrganisation(key).ifPresent(buckets::giveBack);
    }

    private Optional<BucketKey> ofKey(ApiKeyPrincipal key) {
        return key.rateLimit().or(() -> ofEachKey).map(limit -> new BucketKey("key", key.keyId(), limit));
    }

    private Optional<BucketKey> ofOrganisation(ApiKeyPrincipal key) {
        return ofEachOrganisation.map(limit -> new BucketKey("organisation", key.organisationId(), limit));
    }
}
