package io.latchkey.key;

import io.latchkey.quota.QuotaState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key with what is shown of it from elsewhere.
 *
 * @param createdBy the name of the user who created it
 * @param secrets its valid secrets, latest first
 * @param quota what is left of its quota, if it has one
 * @param unwrittenUse its last use on this node that is not yet in the database, if there is one
 */
public record KeyOverview(
        ApiKey key,
        String createdBy,
        List<ValidSecret> secrets,
        Optional<QuotaState> quota,
        Optional<Instant> unwrittenUse) {

    public KeyOverview {
        secrets = List.copyOf(secrets);
    }

    /** Returns the effective status, by which the key is admitted on this node. */
    public KeyStatus status(InactivityPolicy inactivity, Instant now) {
        return standing().status(inactivity, now);
    }

    /** Returns what disabled the key, if it is currently disabled. */
    public Optional<DisabledBy> disabledBy(InactivityPolicy inactivity, Instant now) {
        return standing().disabledBy(inactivity, now);
    }

    /** Returns the last use of the key that is known on this node, if there is one. */
    public Optional<Instant> lastUsedAt() {
        return Stream.concat(unwrittenUse.stream(), key.lastUsedAt().stream()).max(Comparator.naturalOrder());
    }

    /** Returns the time at which the key is disabled if it is not used until then. */
    public Instant inactiveAt(InactivityPolicy inactivity) {
        return standing().inactiveAt(inactivity);
    }

    private KeyStanding standing() {
        return key.standing().after(unwrittenUse);
    }
}
