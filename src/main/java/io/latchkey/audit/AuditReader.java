package io.latchkey.audit;

import io.latchkey.database.SqlInstant;
import io.latchkey.database.SqlValues;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads an organisation's log in parts; each part is a range of one index, however long the log is. */
@Singleton
class AuditReader {

    private final DataSource dataSource;

    @Inject
    AuditReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Returns the latest entries before a position, latest first. */
    List<AuditEntry> before(long organisationId, AuditFilter filter, long position, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return read(connection, organisationId, filter, new Range(1, position - 1), "DESC", limit);
        }
    }

    /** Returns the earliest entries after a position, earliest first. */
    List<AuditEntry> after(long organisationId, AuditFilter filter, long position, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return read(connection, organisationId, filter, new Range(position + 1, Long.MAX_VALUE), "ASC", limit);
        }
    }

    /** Returns the log's last position and digest according to the chain; empty if there is no entry yet. */
    Optional<AuditHead> head(long organisationId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT last_position, head FROM audit_chain WHERE organisation_id = ?")) {
            select.setLong(1, organisationId);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(new AuditHead(rows.getLong(1), rows.getString(2))) : Optional.empty();
            }
        }
    }

    private static List<AuditEntry> read(
            Connection connection, long organisationId, AuditFilter filter, Range positions, String order, int limit)
            throws SQLException {
        long first = filter.from().isPresent()
                ? Math.max(
                        positions.first(),
                        firstAt(connection, organisationId, filter.from().get()))
                : positions.first();
        long last = filter.until().isPresent()
                ? Math.min(
                        positions.last(),
                        firstAt(connection, organisationId, filter.until().get()) - 1)
                : positions.last();
        List<Object> parameters = new ArrayList<>(List.of(organisationId, first, last));
        StringBuilder sql = new StringBuilder("SELECT position, at, actor_kind, actor, address, action, key_number,"
                + " before_change, after_change, digest, subject FROM audit_entry"
                + " WHERE organisation_id = ? AND position >= ? AND position <= ?");
        filter.action().ifPresent(action -> add(sql, parameters, "action", action.name()));
        filter.keyNumber().ifPresent(number -> add(sql, parameters, "key_number", number));
        filter.subject().ifPresent(subject -> add(sql, parameters, "subject", subject));
        filter.actor().ifPresent(actor -> add(sql, parameters, "actor", actor));
        sql.append(" ORDER BY position ").append(order).append(" FETCH FIRST ? ROWS ONLY");
        parameters.add(limit);
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            SqlValues.bind(select, parameters);
            return entries(organisationId, select);
        }
    }

    private static void add(StringBuilder sql, List<Object> parameters, String column, Object value) {
        sql.append(" AND ").append(column).append(" = ?");
        parameters.add(value);
    }

    /**
     * Returns the first position with the given time or a later one; the times of a log never decrease with
     * its positions.
     */
    private static long firstAt(Connection connection, long organisationId, Instant time) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT position FROM audit_entry"
                + " WHERE organisation_id = ? AND at >= ? ORDER BY at, position FETCH FIRST 1 ROW ONLY")) {
            select.setLong(1, organisationId);
            select.setObject(2, SqlInstant.of(time));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : Long.MAX_VALUE;
            }
        }
    }

    private static List<AuditEntry> entries(long organisationId, PreparedStatement select) throws SQLException {
        List<AuditEntry> entries = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                AuditActor actor = new AuditActor(
                        AuditActor.Kind.valueOf(row.getString("actor_kind")),
                        row.getString("actor"),
                        Optional.ofNullable(row.getString("address")));
                AuditChange change = new AuditChange(
                        AuditAction.valueOf(row.getString("action")),
                        Optional.ofNullable(row.getObject("key_number", Long.class)),
                        Optional.ofNullable(row.getString("subject")),
                        Optional.ofNullable(row.getString("before_change")),
                        Optional.ofNullable(row.getString("after_change")));
                Instant at = SqlInstant.in(row, "at");
                entries.add(new AuditEntry(
                        organisationId, row.getLong("position"), at, actor, change, row.getString("digest")));
            }
        }
        return entries;
    }

    private record Range(long first, long last) {}
}
