package io.latchkey.audit;

import io.latchkey.database.SqlInstant;
import io.latchkey.organisation.OrganisationLock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Adds entries to the organisations' logs, on a connection whose transaction also makes the change itself.
 *
 * <p>The row of the chain remains locked until that transaction ends. It must therefore be the last lock that
 * a transaction takes, and a transaction that adds to several logs must do so in the order of the
 * organisations' ids.
 */
@Singleton
public class AuditChain {

    private final Clock clock;

    @Inject
    public AuditChain(Clock clock) {
        this.clock = clock;
    }

    /**
     * Adds an entry for each change.
     *
     * @throws SQLException if the database fails; the transaction must then be rolled back
     */
    public void append(Connection connection, long organisationId, AuditActor actor, List<AuditChange> changes)
            throws SQLException {
        Head head = lockOrStart(connection, organisationId);
        // All entries get the same time, which is never earlier than that of the previous entry: a period is
        // then a range of positions.
        Instant at = head.at().isAfter(clock.instant()) ? head.at() : clock.instant();
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO audit_entry (organisation_id, position,"
                        + " at, actor_kind, actor, address, action, key_number, before_change, after_change, digest, subject)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (AuditChange change : changes) {
                long position = head.position() + 1;
                String digest = AuditDigest.of(head.digest(), organisationId, position, at, actor, change);
                bind(insert, new AuditEntry(organisationId, position, at, actor, change, digest));
                insert.addBatch();
                head = new Head(position, at, digest);
            }
            insert.executeBatch();
        }
        save(connection, organisationId, head);
    }

    private Head lockOrStart(Connection connection, long organisationId) throws SQLException {
        Optional<Head> head = lock(connection, organisationId);
        if (head.isPresent()) {
            return head.get();
        }
        // An organisation's first entry: the lock on the organisation's own row serialises concurrent ones.
        OrganisationLock.take(connection, organisationId);
        Optional<Head> madeMeanwhile = lock(connection, organisationId);
        if (madeMeanwhile.isPresent()) {
            return madeMeanwhile.get();
        }
        Head start = new Head(0, clock.instant(), AuditDigest.START);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO audit_chain (organisation_id, last_position, last_at, head) VALUES (?, ?, ?, ?)")) {
            insert.setLong(1, organisationId);
            insert.setLong(2, start.position());
            insert.setObject(3, SqlInstant.of(start.at()));
            insert.setString(4, start.digest());
            insert.executeUpdate();
        }
        return start;
    }

    private static Optional<Head> lock(Connection connection, long organisationId) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "SELECT last_position, last_at, head FROM audit_chain WHERE organisation_id = ? FOR UPDATE")) {
            lock.setLong(1, organisationId);
            try (ResultSet rows = lock.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Head(rows.getLong(1), SqlInstant.in(rows, 2), rows.getString(3)))
                        : Optional.empty();
            }
        }
    }

    private static void save(Connection connection, long organisationId, Head head) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE audit_chain SET last_position = ?, last_at = ?, head = ? WHERE organisation_id = ?")) {
            update.setLong(1, head.position());
            update.setObject(2, SqlInstant.of(head.at()));
            update.setString(3, head.digest());
            update.setLong(4, organisationId);
            update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement insert, AuditEntry entry) throws SQLException {
        insert.setLong(1, entry.organisationId());
        insert.setLong(2, entry.position());
        insert.setObject(3, SqlInstant.of(entry.at()));
        insert.setString(4, entry.actor().kind().name());
        insert.setString(5, entry.actor().name());
        bind(insert, 6, entry.actor().address());
        insert.setString(7, entry.change().action().name());
        insert.setObject(8, entry.change().keyNumber().orElse(null), Types.BIGINT);
        bind(insert, 9, entry.change().before());
        bind(insert, 10, entry.change().after());
        insert.setString(11, entry.digest());
        bind(insert, 12, entry.change().subject());
    }

    private static void bind(PreparedStatement insert, int parameter, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            insert.setString(parameter, text.get());
        } else {
            insert.setNull(parameter, Types.VARCHAR);
        }
    }

    private record Head(long position, Instant at, String digest) {}
}
