package io.latchkey.subscription;

import io.latchkey.channel.Address;
import io.latchkey.channel.AddressDigester;
import io.latchkey.channel.ChannelType;
import io.latchkey.database.Batches;
import io.latchkey.database.SqlInstant;
import io.latchkey.database.SqlValues;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** Adds addresses to the list of those that must not receive mail, and removes them, in batches. */
@Singleton
class UnsubscribedEmailWriter {

    /** The number of addresses that are sent to the database at once. */
    static final int BATCH = 500;

    // One row per statement of a batch: with a list of digests, H2 would read all addresses of the organisation.
    private static final String INSERT = "INSERT INTO unsubscribed_email (organisation_id, digest, unsubscribed_at)"
            + " SELECT CAST(? AS BIGINT), CAST(? AS BYTEA), CAST(? AS TIMESTAMP WITH TIME ZONE) WHERE NOT EXISTS"
            + " (SELECT 1 FROM unsubscribed_email WHERE organisation_id = ? AND digest = ?)";
    private static final String DELETE = "DELETE FROM unsubscribed_email WHERE organisation_id = ? AND digest = ?";

    private final DataSource dataSource;
    private final AddressDigester digester;
    private final Clock clock;

    @Inject
    UnsubscribedEmailWriter(DataSource dataSource, AddressDigester digester, Clock clock) {
        this.dataSource = dataSource;
        this.digester = digester;
        this.clock = clock;
    }

    /**
     * Adds addresses to the list, all or none; those already on it are kept.
     *
     * @throws SQLException when the database fails, or a concurrent caller has added one of them: repeat it
     *     then ({@link io.latchkey.database.ConflictRetry})
     */
    @Transactional(rollbackOn = Exception.class)
    public void add(long organisationId, Collection<Address> emails) throws SQLException {
        Object now = SqlInstant.of(clock.instant());
        inBatches(
                INSERT, organisationId, emails, digest -> List.of(organisationId, digest, now, organisationId, digest));
    }

    /**
     * Removes addresses from the list, all or none; those not on it are ignored.
     *
     * @throws SQLException like {@link #add}
     */
    @Transactional(rollbackOn = Exception.class)
    public void remove(long organisationId, Collection<Address> emails) throws SQLException {
        inBatches(DELETE, organisationId, emails, digest -> List.of(organisationId, digest));
    }

    /** Sorts the addresses, so that concurrent callers process them in the same order and cannot deadlock. */
    private void inBatches(
            String sql, long organisationId, Collection<Address> emails, Function<byte[], List<Object>> values)
            throws SQLException {
        List<Address> sorted =
                emails.stream().sorted(Comparator.comparing(Address::key)).toList();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<Address> batch : Batches.of(sorted, BATCH)) {
                for (Address email : batch) {
                    byte[] digest = digester.digest(organisationId, ChannelType.EMAIL.code(), email.key());
                    SqlValues.bind(statement, values.apply(digest));
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }
}
