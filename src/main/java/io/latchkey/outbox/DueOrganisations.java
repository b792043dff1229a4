package io.latchkey.outbox;

import io.latchkey.database.SqlInstant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The organisations with due rows in a database table that has the columns {@code organisation_id},
 * {@code channel}, {@code attempts} and {@code due_at}, an index on the channel and the time, and one with the
 * organisation between them.
 */
public final class DueOrganisations {

    /**
     * The number of due rows below which all of them are read; with more, each organisation is
     * checked, as one of them may own all that would be read.
     */
    static final int MANY = 1000;

    private final DataSource dataSource;
    private final String firstDue;
    private final String later;
    private final String earlier;
    private final DueSince dueSince = new DueSince();

    /**
     * @param table the table's name, which must not come from user input
     */
    public DueOrganisations(DataSource dataSource, String table) {
        this.dataSource = dataSource;
        // In PostgreSQL, only a query with attempts >= 0 can use the index of all organisations' waiting rows (V84).
        this.firstDue = "SELECT organisation_id, due_at FROM " + table
                + " WHERE channel = ? AND attempts >= 0 AND due_at >= ? AND due_at <= ?"
                + " ORDER BY channel, due_at FETCH FIRST " + MANY + " ROWS ONLY";
        // The first of each organisation, by its index.
        String haveDue = " AND (SELECT due_at FROM " + table + " due WHERE due.organisation_id = organisation.id"
                + " AND due.channel = ? AND due.due_at >= ? AND due.due_at <= ?"
                + " ORDER BY due.channel, due.organisation_id, due.due_at NULLS LAST"
                + " FETCH FIRST 1 ROW ONLY) IS NOT NULL ORDER BY id FETCH FIRST ? ROWS ONLY";
        this.later = "SELECT id FROM organisation WHERE id > ?" + haveDue;
        this.earlier = "SELECT id FROM organisation WHERE id <= ?" + haveDue;
    }

    /**
     * Returns the ids of at most {@code limit} organisations, in ascending order: first those above
     * {@code after}, then the others.
     */
    public List<Long> list(String channel, long after, Instant now, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            List<Long> due = owners(connection, channel, now);
            if (due.size() < MANY) {
                return due.stream()
                        .distinct()
                        .sorted(Comparator.comparing((Long id) -> id <= after).thenComparing(Comparator.naturalOrder()))
                        .limit(limit)
                        .toList();
            }
            List<Long> listed = new ArrayList<>(ask(connection, later, after, channel, now, limit));
            if (listed.size() < limit) {
                listed.addAll(ask(connection, earlier, after, channel, now, limit - listed.size()));
            }
            return listed;
        }
    }

    /**
     * Returns the time from which on the organisations' due rows are to be read, for all that {@link #list} has
     * returned last.
     */
    public Instant since(String channel) {
        return dueSince.last(channel);
    }

    private List<Long> owners(Connection connection, String channel, Instant now) throws SQLException {
        Instant since = dueSince.next(channel, now);
        try (PreparedStatement select = connection.prepareStatement(firstDue)) {
            select.setString(1, channel);
            select.setObject(2, SqlInstant.of(since));
            select.setObject(3, SqlInstant.of(now));
            try (ResultSet row = select.executeQuery()) {
                List<Long> owners = new ArrayList<>();
                Optional<Instant> first = Optional.empty();
                while (row.next()) {
                    first = first.isPresent() ? first : SqlInstant.find(row, 2);
                    owners.add(row.getLong(1));
                }
                dueSince.note(channel, since, now, first);
                return owners;
            }
        }
    }

    private List<Long> ask(Connection connection, String query, long bound, String channel, Instant now, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setLong(1, bound);
            select.setString(2, channel);
            select.setObject(3, SqlInstant.of(since(channel)));
            select.setObject(4, SqlInstant.of(now));
            select.setInt(5, limit);
            try (ResultSet row = select.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
                return ids;
            }
        }
    }
}
