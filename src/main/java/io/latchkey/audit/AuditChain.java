package io.latchkey.audit;

import io.latchkey.database.SqlInstant;
import io.latchkey.database.SqlValues;
import io.latchkey.organisation.OrganisationLock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds entries to the organisations' logs, on a connection whose transaction also makes the change itself.
 *
 * <p>The row of the chain remains locked until that transaction ends. It must therefore be the last lock that
 * a transaction takes, and a transaction that adds to several logs must do so in the order of the
 * organisations' ids.
 */
@Singleton
public class AuditChain {

    private static final Logger LOG = System.getLogger(AuditChain.class.getName());

    /** More than the clocks of nodes differ by that are synchronised. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

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
        Map<Long, Head> head = lock(connection, List.of(organisationId));
        write(
                connection,
                actor,
                new TreeMap<>(Map.of(organisationId, changes)),
                head.isEmpty() ? lockOrStart(connection, List.of(organisationId)) : head);
    }

    /**
     * Adds an entry for each change to the logs of several organisations, at most a few thousand, mapped by their ids. The
     * number of statements does not depend on how many organisations there are; all their logs are locked meanwhile.
     *
     * @throws SQLException if the database fails; the transaction must then be rolled back
     */
    public void append(Connection connection, AuditActor actor, SortedMap<Long, List<AuditChange>> changes)
            throws SQLException {
        if (!changes.isEmpty()) {
            write(connection, actor, changes, lockOrStart(connection, List.copyOf(changes.keySet())));
        }
    }

    private void write(
            Connection connection, AuditActor actor, SortedMap<Long, List<AuditChange>> changes, Map<Long, Head> heads)
            throws SQLException {
        Instant now = clock.instant();
        warnIfAhead(heads, now);
        try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO audit_entry (organisation_id, position,"
                                + " at, actor_kind, actor, address, action, key_number, before_change, after_change, digest, subject)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE audit_chain SET last_position = ?, last_at = ?, head = ? WHERE organisation_id = ?")) {
            for (Map.Entry<Long, List<AuditChange>> ofOrganisation : changes.entrySet()) {
                long organisationId = ofOrganisation.getKey();
                Head head = heads.get(organisationId);
                // All entries get the same time, which is never earlier than that of the previous entry: a period is
                // then a range of positions.
                Instant at = head.at().isAfter(now) ? head.at() : now;
                for (AuditChange change : ofOrganisation.getValue()) {
                    long position = head.position() + 1;
                    String digest = AuditDigest.of(head.digest(), organisationId, position, at, actor, change);
                    bind(insert, new AuditEntry(organisationId, position, at, actor, change, digest));
                    insert.addBatch();
                    head = new Head(position, at, digest);
                }
                bind(update, organisationId, head);
                update.addBatch();
            }
            insert.executeBatch();
            update.executeBatch();
        }
    }

    /** Of several organisations, names that which is furthest ahead. */
    private static void warnIfAhead(Map<Long, Head> heads, Instant now) {
        heads.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.comparing(Head::at)))
                .filter(latest -> latest.getValue().at().isAfter(now.plus(AHEAD)))
                .ifPresent(latest -> LOG.log(
                        Level.WARNING,
                        "The clock of this node or of another is wrong: it is {0}, and the latest entry in the audit log of"
                                + " organisation {1} is of {2}. Until then, new entries get that time",
                        now,
                        Long.toString(latest.getKey()),
                        latest.getValue().at()));
    }

    private Map<Long, Head> lockOrStart(Connection connection, List<Long> organisationIds) throws SQLException {
        // Those that have no log yet are started first: the locks on the organisations' own rows, which serialise
        // concurrent starts, come before those of the heads.
        List<Long> missing = withoutLog(connection, organisationIds);
        for (long organisationId : missing) {
            OrganisationLock.take(connection, organisationId);
        }
        for (long organisationId : withoutLog(connection, missing)) {
            start(connection, organisationId);
        }
        return lock(connection, organisationIds);
    }

    private static List<Long> withoutLog(Connection connection, List<Long> organisationIds) throws SQLException {
        if (organisationIds.isEmpty()) {
            return List.of();
        }
        Set<Long> started = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT organisation_id FROM audit_chain" + among(organisationIds))) {
            SqlValues.bind(select, organisationIds);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    started.add(rows.getLong(1));
                }
            }
        }
        return organisationIds.stream().filter(id -> !started.contains(id)).toList();
    }

    private static String among(List<Long> organisationIds) {
        return " WHERE organisation_id IN (" + SqlValues.placeholders(organisationIds.size()) + ")";
    }

    /** Starts the log of an organisation, whose own row is locked. */
    private void start(Connection connection, long organisationId) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO audit_chain (organisation_id, last_position, last_at, head) VALUES (?, 0, ?, ?)")) {
            insert.setLong(1, organisationId);
            insert.setObject(2, SqlInstant.of(clock.instant()));
            insert.setString(3, AuditDigest.START);
            insert.executeUpdate();
        }
    }

    /** Locks the heads of those of the organisations that have a log, in the order of the organisations' ids. */
    private static Map<Long, Head> lock(Connection connection, List<Long> organisationIds) throws SQLException {
        Map<Long, Head> heads = new HashMap<>();
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT last_position, last_at, head, organisation_id FROM audit_chain"
                        + among(organisationIds) + " ORDER BY organisation_id FOR UPDATE")) {
            SqlValues.bind(lock, organisationIds);
            try (ResultSet rows = lock.executeQuery()) {
                while (rows.next()) {
                    heads.put(rows.getLong(4), new Head(rows.getLong(1), SqlInstant.in(rows, 2), rows.getString(3)));
                }
            }
        }
        return heads;
    }

    private static void bind(PreparedStatement update, long organisationId, Head head) throws SQLException {
        update.setLong(1, head.position());
        update.setObject(2, SqlInstant.of(head.at()));
        update.setString(3, head.digest());
        update.setLong(4, organisationId);
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
