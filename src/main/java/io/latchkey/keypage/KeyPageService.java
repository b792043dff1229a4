package io.latchkey.keypage;

import io.latchkey.key.ApiKey;
import io.latchkey.key.ApiKeys;
import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyChange;
import io.latchkey.key.KeyOverview;
import io.latchkey.key.KeyOverviews;
import io.latchkey.key.KeyRequest;
import io.latchkey.key.KeyRotation;
import io.latchkey.key.NewKey;
import io.latchkey.keysearch.KeyCursor;
import io.latchkey.keysearch.KeyFinder;
import io.latchkey.keysearch.KeySearch;
import io.latchkey.keysearch.KeySearchPage;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.organisation.AccountRole;
import io.latchkey.organisation.CallingUser;
import io.latchkey.page.UserRoles;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.StaleVersionException;
import io.latchkey.right.CustomRight;
import io.latchkey.right.CustomRights;
import io.latchkey.usage.KeyActivityDocument;
import io.latchkey.usage.KeyActivityReader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Manages the keys of the signed-in user's organisation, as far as the user's role permits. */
@Singleton
@UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE})
public class KeyPageService {

    private final ApiKeys keys;
    private final CustomRights customRights;
    private final KeyRotation rotation;
    private final KeyActivityReader activity;
    private final KeyFinder finder;
    private final KeyOverviews overviews;
    private final CallingUser user;
    private final InactivityPolicy inactivity;
    private final Clock clock;

    @Inject
    public KeyPageService(
            ApiKeys keys,
            CustomRights customRights,
            KeyRotation rotation,
            KeyActivityReader activity,
            KeyFinder finder,
            KeyOverviews overviews,
            CallingUser user,
            InactivityPolicy inactivity,
            Clock clock) {
        this.keys = keys;
        this.customRights = customRights;
        this.rotation = rotation;
        this.activity = activity;
        this.finder = finder;
        this.overviews = overviews;
        this.user = user;
        this.inactivity = inactivity;
        this.clock = clock;
    }

    /**
     * Returns a page of a search's results: at most {@code limit} keys after the first {@code offset}.
     *
     * @param from a cursor of the same search, not beyond the offset
     */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public KeySearchPage<KeyRow> list(KeySearch search, KeyCursor from, int offset, int limit) {
        KeySearchPage<ApiKey> page = finder.find(user.organisationId(), search, from, offset, limit);
        return page.with(rows(page.found()));
    }

    /** Returns the number of keys that a search finds, up to {@link KeyFinder#MAX_RESULTS}. */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public int count(KeySearch search) {
        return finder.count(user.organisationId(), search);
    }

    /** Returns the key with the given number. */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public Optional<KeyRow> find(long number) {
        return keys.find(user.organisationId(), number).map(overviews::of).map(this::row);
    }

    /** Returns the organisation's custom rights. */
    @UserRoles({AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE})
    public List<CustomRight> customRights() {
        return customRights.list(user.organisationId());
    }

    /** Returns what would be refused in a request to create a key, beyond the constraints of its fields. */
    public List<FieldError> errors(KeyRequest request) {
        return keys.errors(user.get().userId(), request);
    }

    /** Returns the same for a change to a key, as far as it does not depend on the key. */
    public List<FieldError> errors(KeyChange change) {
        return keys.errors(user.get().userId(), change);
    }

    /** Creates a key. */
    public NewKey create(KeyRequest request) {
        return keys.create(user.get().userId(), request);
    }

    /** Returns the key in clear, for copying. */
    public Optional<KeyToken> secret(long number) {
        return keys.secret(user.organisationId(), number);
    }

    /**
     * Changes the key, if it still has the version that the user has read.
     *
     * @throws StaleVersionException if the key no longer has that version
     */
    public Optional<KeyRow> change(long number, long version, KeyChange change) {
        return keys.change(user.organisationId(), number, Optional.of(version), change)
                .map(this::row);
    }

    /**
     * Gives the key a new secret, if it still has the version that the user has read. Earlier secrets remain
     * valid until the overlap ends at the latest; if the key has leaked, they expire at once.
     *
     * @throws StaleVersionException if the key no longer has that version
     */
    public Optional<NewKey> rotate(long number, long version, Duration overlap) {
        return rotation.rotate(user.organisationId(), number, Optional.of(version), Optional.of(overlap));
    }

    /** Returns whether the new secret works at once, or what has to be done before. */
    public Readiness readiness(NewKey rotated) {
        return row(rotated.overview()).readiness();
    }

    /**
     * Returns the activity of the key.
     *
     * @throws SQLException if the database fails
     */
    public Optional<KeyActivityDocument> activity(long number) throws SQLException {
        Optional<ApiKey> key = keys.find(user.organisationId(), number);
        return key.isPresent() ? Optional.of(activity.read(key.get())) : Optional.empty();
    }

    /**
     * Deletes the key permanently, if it still has the version that the user has read. Returns false if there
     * is no such key.
     *
     * @throws StaleVersionException if the key no longer has that version
     */
    public boolean delete(long number, long version) {
        return keys.delete(user.organisationId(), number, Optional.of(version));
    }

    private KeyRow row(KeyOverview overview) {
        return KeyRow.of(overview, inactivity, clock.instant());
    }

    private List<KeyRow> rows(List<ApiKey> found) {
        return overviews.of(found).stream().map(this::row).toList();
    }
}
