package io.latchkey.keypage;

import io.latchkey.key.ApiKey;
import io.latchkey.key.ApiKeys;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyChange;
import io.latchkey.key.KeyRequest;
import io.latchkey.key.KeyRotation;
import io.latchkey.key.KeySecret;
import io.latchkey.key.NewKey;
import io.latchkey.keysearch.KeyFinder;
import io.latchkey.keysearch.KeyMark;
import io.latchkey.keysearch.KeyPart;
import io.latchkey.keysearch.KeySearch;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.page.UserRoles;
import io.latchkey.problem.StaleVersionException;
import io.latchkey.quota.Quota;
import io.latchkey.quota.QuotaState;
import io.latchkey.quota.Quotas;
import io.latchkey.right.CustomRight;
import io.latchkey.right.CustomRights;
import io.latchkey.usage.KeyActivityDocument;
import io.latchkey.usage.KeyActivityReader;
import io.latchkey.usage.LastUses;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the signed-in user does with the keys of their organisation, as far as their role goes. */
@Singleton
@UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class KeyDesk {

    private final ApiKeys keys;
    private final CustomRights customRights;
    private final KeyRotation rotation;
    private final KeyActivityReader activity;
    private final KeyFinder finder;
    private final LastUses uses;
    private final Quotas quotas;
    private final CallingUser user;
    private final InactivityPolicy inactivity;
    private final Clock clock;

    @Inject
    public KeyDesk(
            ApiKeys keys,
            CustomRights customRights,
            KeyRotation rotation,
            KeyActivityReader activity,
            KeyFinder finder,
            LastUses uses,
            Quotas quotas,
            CallingUser user,
            InactivityPolicy inactivity,
            Clock clock) {
        this.keys = keys;
        this.customRights = customRights;
        this.rotation = rotation;
        this.activity = activity;
        this.finder = finder;
        this.uses = uses;
        this.quotas = quotas;
        this.user = user;
        this.inactivity = inactivity;
        this.clock = clock;
    }

    /**
     * A part of what a search finds: at most {@code limit} keys behind the first {@code offset}.
     *
     * @param from a mark of the same search, at that many keys or before
     */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public KeyPart<KeyRow> list(KeySearch search, KeyMark from, int offset, int limit) {
        KeyPart<ApiKey> part = finder.find(organisation(), search, from, offset, limit);
        return part.with(rows(part.found()));
    }

    /** How many keys a search finds, up to {@link KeyFinder#REACH}. */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public int count(KeySearch search) {
        return finder.count(organisation(), search);
    }

    /** The key with this number. */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public Optional<KeyRow> find(long number) {
        return keys.find(organisation(), number).map(key -> rows(List.of(key)).get(0));
    }

    /** The organisation's own rights. */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public List<CustomRight> customRights() {
        return customRights.list(organisation());
    }

    /** Makes a key. */
    public NewKey create(KeyRequest request) {
        return keys.create(user.get().userId(), request);
    }

    /** The key in clear, to copy it. */
    public Optional<KeyToken> secret(long number) {
        return keys.secret(organisation(), number);
    }

    /**
     * Changes the key as it was read.
     *
     * @throws StaleVersionException when it is no longer of that version
     */
    public Optional<KeyRow> change(long number, long version, KeyChange change) {
        return keys.change(organisation(), number, Optional.of(version), change)
                .map(key -> rows(List.of(key)).get(0));
    }

    /**
     * Gives the key as it was read another secret; the ones before it are good until the overlap ends.
     *
     * @throws StaleVersionException when it is no longer of that version
     */
    public Optional<NewKey> rotate(long number, long version, Duration overlap) {
        return rotation.rotate(organisation(), number, Optional.of(version), Optional.of(overlap));
    }

    /**
     * What the key did.
     *
     * @throws SQLException when the database fails
     */
    public Optional<KeyActivityDocument> activity(long number) throws SQLException {
        Optional<ApiKey> key = keys.find(organisation(), number);
        return key.isPresent() ? Optional.of(activity.read(key.get())) : Optional.empty();
    }

    /**
     * Deletes the key as it was read for good; false when there is none.
     *
     * @throws StaleVersionException when it is no longer of that version
     */
    public boolean delete(long number, long version) {
        return keys.delete(organisation(), number, Optional.of(version));
    }

    private long organisation() {
        return user.get().organisationId();
    }

    private List<KeyRow> rows(List<ApiKey> found) {
        Map<Long, List<KeySecret>> secrets = keys.secrets(found);
        Map<Long, QuotaState> states = states(found);
        Instant now = clock.instant();
        return found.stream()
                .map(key -> KeyRow.of(
                        key,
                        secrets.getOrDefault(key.id(), List.of()),
                        uses.pending(key.id()),
                        Optional.ofNullable(states.get(key.id())),
                        inactivity,
                        now))
                .toList();
    }

    private Map<Long, QuotaState> states(List<ApiKey> found) {
        Map<Long, Quota> known = new HashMap<>();
        found.forEach(key -> key.quota().ifPresent(quota -> known.put(key.id(), quota)));
        return known.isEmpty() ? Map.of() : quotas.states(known);
    }
}
