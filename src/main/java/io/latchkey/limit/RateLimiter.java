package io.latchkey.limit;

import io.latchkey.key.ApiKeyPrincipal;
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

    private final Optional<Buckets> ofKeys;
    private final Optional<Buckets> ofOrganisations;

    /** @throws IllegalArgumentException when a limit is not of the form {@code 100/PT1M} */
    @Inject
    RateLimiter(
            @ConfigProperty(name = "latchkey.limit.key") Optional<String> ofKey,
            @ConfigProperty(name = "latchkey.limit.organisation") Optional<String> ofOrganisation,
            Clock clock) {
        this.ofKeys = RateLimit.parse("latchkey.limit.key", ofKey).map(limit -> new Buckets("key", limit, clock));
        this.ofOrganisations = RateLimit.parse("latchkey.limit.organisation", ofOrganisation)
                .map(limit -> new Buckets("organisation", limit, clock));
    }

    /** Counts a request of the key: what each limit says, the key's before the organisation's. */
    List<Allowance> take(ApiKeyPrincipal key) {
        List<Allowance> allowances = new ArrayList<>();
        ofKeys.ifPresent(buckets -> allowances.add(buckets.take(key.keyId())));
        // What a key is refused must not use up what the others of its organisation have.
        if (allowances.stream().allMatch(Allowance::granted)) {
            ofOrganisations.ifPresent(buckets -> allowances.add(buckets.take(key.organisationId())));
            if (!allowances.stream().allMatch(Allowance::granted)) {
                ofKeys.ifPresent(buckets -> buckets.giveBack(key.keyId()));
            }
        }
        return allowances;
    }
}
