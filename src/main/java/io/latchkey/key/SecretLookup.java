package io.latchkey.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.latchkey.caller.ApiKeyPrincipal;
import io.latchkey.database.SqlInstant;
import io.latchkey.quota.Quota;
import io.latchkey.quota.QuotaPeriod;
import io.latchkey.quota.RateLimit;
import io.latchkey.right.AccessRight;
import io.latchkey.right.RequestPattern;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads presented secrets and their keys from the database, as they are now. Not through Jakarta Persistence: this is
 * all that a request with a key costs in the database, and the entities would cost several times as much; nor may it be
 * answered with what the request has read before, even if the key has been disabled since.
 */
@Singleton
class SecretLookup {

    private static final String WITH_KEY = "SELECT s.id AS secret_id, s.valid_until, k.id AS key_id, k.organisation_id,"
            + " k.number, k.access_right, k.status, k.disabled_by, k.idle_since, k.expires_at, k.networks,"
            + " k.external_id, k.labels, k.rate_limit, k.quota_requests, k.quota_period, r.id AS right_id,"
            + " r.name AS right_name, r.patterns"
            + " FROM api_key_secret s JOIN api_key k ON k.id = s.key_id"
            + " LEFT JOIN custom_right r ON r.id = k.custom_right_id WHERE ";

    private static final String BY_DIGEST = WITH_KEY + "s.digest = ?";
    private static final String BY_ID = WITH_KEY + "s.id = ?";

    private final DataSource dataSource;

    /** What the keys that are in memory may do, parsed once for all that have the same right: it can be large. */
    private final Cache<String, List<RequestPattern>> patterns =
            Caffeine.newBuilder().weakValues().build();

    @Inject
    SecretLookup(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Returns the secret with the given digest and its key in one query, even if it has expired.
     *
     * @throws PersistenceException if the database fails
     */
    Optional<PresentedKey> find(byte[] digest) {
        return find(BY_DIGEST, digest);
    }

    /**
     * Returns the secret with the given id and its key in one query, even if it has expired.
     *
     * @throws PersistenceException if the database fails
     */
    Optional<PresentedKey> find(long id) {
        return find(BY_ID, id);
    }

    private Optional<PresentedKey> find(String sql, Object value) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, value);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(key(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new PersistenceException("A key could not be read", e);
        }
    }

    private PresentedKey key(ResultSet row) throws SQLException {
        return new PresentedKey(
                principal(row),
                SqlInstant.find(row, "valid_until"),
                right(row),
                standing(row),
                AllowedNetworks.stored(text(row, "networks")),
                text(row, "external_id"),
                KeyLabels.stored(text(row, "labels")));
    }

    private static ApiKeyPrincipal principal(ResultSet row) throws SQLException {
        return new ApiKeyPrincipal(
                row.getLong("key_id"),
                row.getLong("secret_id"),
                row.getLong("organisation_id"),
                row.getLong("number"),
                text(row, "rate_limit").map(RateLimit::stored),
                quota(row));
    }

    private static Optional<Quota> quota(ResultSet row) throws SQLException {
        long requests = row.getLong("quota_requests");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Quota(requests, QuotaPeriod.valueOf(row.getString("quota_period"))));
    }

    private PresentedRight right(ResultSet row) throws SQLException {
        AccessRight right = AccessRight.valueOf(row.getString("access_right"));
        long customId = row.getLong("right_id");
        return row.wasNull()
                ? PresentedRight.of(right)
                : new PresentedRight(
                        right,
                        customId,
                        row.getString("right_name"),
                        patterns.get(row.getString("patterns"), RequestPattern::stored));
    }

    private static KeyStanding standing(ResultSet row) throws SQLException {
        return new KeyStanding(
                KeyStatus.valueOf(row.getString("status")),
                text(row, "disabled_by").map(DisabledBy::valueOf),
                SqlInstant.in(row, "idle_since"),
                SqlInstant.find(row, "expires_at"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
