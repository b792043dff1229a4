package io.latchkey.limit;

import io.latchkey.key.ApiKeyPrincipal;
import io.latchkey.key.RateLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Counts the requests of keys and organisations on this node. */
@Singleton
class RateLimiter {

    private final Optional<RateLimit> ofEachKey;
    private final Optional<RateLimit> ofEachOrganisation;
    private final Buckets<Long> keys;
    private final Buckets<Long> organisations;

    /** @throws IllegalArgumentException when a limit is not of the form {@code 100/PT1M} */
    @Inject
    RateLimiter(
            @ConfigProperty(name = "latchkey.limit.key") Optional<String> ofKey,
            @ConfigProperty(name = "latchkey.limit.organisation") Optional<String> ofOrganisation,
            @Steady Clock clock) {
        this.ofEachKey = RateLimit.setting("latchkey.limit.key", ofKey);
        this.ofEachOrganisation = RateLimit.setting("latchkey.limit.organisation", ofOrganisation);
        this.keys = new Buckets<>("key", clock);
        this.organisations = new Buckets<>("organisation", clock);
    }

    /** Counts a request of the key: what each limit says, the key's before the organisation's. */
    List<Allowance> take(ApiKeyPrincipal key) {
        List<Allowance> allowances = new ArrayList<>();
        limit(key).ifPresent(limit -> allowances.add(keys.take(key.keyId(), limit)));
        // What a key is refused must not use up what the others of its organisation have.
        if (allowances.stream().allMatch(Allowance::granted)) {
            ofEachOrganisation.ifPresent(limit -> allowances.add(organisations.take(key.organisationId(), limit)));
            if (!allowances.stream().allMatch(Allowance::granted)) {
                limit(key).ifPresent(limit -> keys.giveBack(key.keyId(), limit));
            }
        }
        return allowances;
    }

    /** Uncounts a request that was granted here and refused elsewhere. */
    void giveBack(ApiKeyPrincipal key) {
        limit(key).ifPresent(limit -> keys.giveBack(key.keyId(), limit));
        ofEachOrganisation.ifPresent(limit -> organisations.giveBack(key.organisationId(), limit));
    }

    private Optional<RateLimit> limit(ApiKeyPrincipal key) {
        return key.rateLimit().or(() -> ofEachKey);
    }
}
