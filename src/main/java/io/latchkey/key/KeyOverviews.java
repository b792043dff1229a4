package io.latchkey.key;

import io.latchkey.organisation.Accounts;
import io.latchkey.quota.Quota;
import io.latchkey.quota.QuotaState;
import io.latchkey.quota.Quotas;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what is shown of keys from elsewhere; reads secrets, the names of users and quotas in one query each for all of
 * them.
 */
@Singleton
public class KeyOverviews {

    private final KeySecrets secrets;
    private final Accounts accounts;
    private final Quotas quotas;
    private final UnwrittenUses uses;
    private final Clock clock;

    @Inject
    KeyOverviews(KeySecrets secrets, Accounts accounts, Quotas quotas, UnwrittenUses uses, Clock clock) {
        this.secrets = secrets;
        this.accounts = accounts;
        this.quotas = quotas;
        this.uses = uses;
        this.clock = clock;
    }

    /** Returns the overview of a single key. */
    public KeyOverview of(ApiKey key) {
        return of(List.of(key)).get(0);
    }

    /** Returns the overviews of keys of one organisation, in the same order. */
    public List<KeyOverview> of(List<ApiKey> keys) {
        Map<Long, List<ValidSecret>> valid = secrets.valid(keys, clock.instant());
        Map<Long, String> names = creators(keys);
        Map<Long, QuotaState> left = quotas(keys);
        return keys.stream()
                .map(key -> new KeyOverview(
                        key,
                        names.getOrDefault(key.createdBy(), ""),
                        valid.getOrDefault(key.id(), List.of()),
                        Optional.ofNullable(left.get(key.id())),
                        uses.pending(key.id())))
                .toList();
    }

    private Map<Long, String> creators(List<ApiKey> keys) {
        return keys.isEmpty()
                ? Map.of()
                : accounts.names(
                        keys.get(0).organisationId(),
                        keys.stream().map(ApiKey::createdBy).toList());
    }

    private Map<Long, QuotaState> quotas(List<ApiKey> keys) {
        Map<Long, Quota> limited = new HashMap<>();
        keys.forEach(key -> key.quota().ifPresent(quota -> limited.put(key.id(), quota)));
        return quotas.states(limited);
    }
}
