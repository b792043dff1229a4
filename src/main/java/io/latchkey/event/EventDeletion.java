package io.latchkey.event;

import io.latchkey.database.Batches;
import io.latchkey.database.ConflictRetry;
import io.latchkey.database.DatabaseFault;
import io.latchkey.database.JdbcTransaction;
import io.latchkey.database.SqlInstant;
import io.latchkey.database.SqlValues;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Deletes events from the database in batches, each in its own transaction. */
@Singleton
public class EventDeletion {

    /** The number of rows per batch, small enough that no lock is held for long. */
    static final int BATCH = 1000;

    /**
     * The maximum number of rows per request, so that it ends within seconds, however many events there are.
     */
    static final int MAX_DELETED = 10 * BATCH;

    private static final Logger LOG = System.getLogger(EventDeletion.class.getName());

    private final DataSource dataSource;

    @Inject
    public EventDeletion(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Deletes up to {@link #MAX_DELETED} of the selected events, the oldest first; fewer if the database fails after
     * the first batch.
     *
     * @throws SQLException when the database fails before anything is deleted
     */
    DeletedEvents delete(long organisationId, EventSelection selection) throws SQLException {
        List<Object> parameters = new ArrayList<>(List.of(organisationId, selection.eventTypeKey()));
        StringBuilder where = new StringBuilder("organisation_id = ? AND event_type_key = ?");
        selection.keyValue().ifPresent(keyValue -> {
            where.append(" AND key_value = ?");
            parameters.add(keyValue);
        });
        selection.from().ifPresent(from -> {
            where.append(" AND occurred_at >= ?");
            parameters.add(SqlInstant.of(from));
        });
        selection.until().ifPresent(until -> {
            where.append(" AND occurred_at < ?");
            parameters.add(SqlInstant.of(until));
        });
        // Sorted by all columns of the index; otherwise, H2 reads every event of the type to sort them.
        return delete(
                "SELECT id FROM event WHERE " + where
                        + " ORDER BY organisation_id, event_type_key, occurred_at FETCH FIRST ? ROWS ONLY",
                parameters);
    }

    /**
     * Selects all at once: a selection for each batch would go through what the batches before have deleted, which
     * stays in PostgreSQL's index until the next vacuum.
     */
    private DeletedEvents delete(String selection, List<Object> parameters) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            List<Long> selected = ids(connection, selection, parameters);
            int deleted = 0;
            for (List<Long> batch : Batches.of(selected, BATCH)) {
                try {
                    deleted += deleteInTransaction(connection, batch);
                } catch (SQLException e) {
                    return whatIsDeleted(deleted, e);
                }
            }
            return new DeletedEvents(deleted, selected.size() < MAX_DELETED);
        }
    }

    private static List<Long> ids(Connection connection, String selection, List<Object> parameters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(selection)) {
            SqlValues.bind(select, parameters);
            select.setInt(parameters.size() + 1, MAX_DELETED);
            try (ResultSet rows = select.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        }
    }

    /** Deletes in one order, whatever the selection: two deletions of the same events could otherwise deadlock. */
    private static int deleteInTransaction(Connection connection, List<Long> batch) throws SQLException {
        List<Long> ids = batch.stream().sorted().toList();
        return ConflictRetry.call(() -> JdbcTransaction.call(connection, same -> deleteBatch(same, ids)));
    }

    /** An error would tell the caller that nothing was done. */
    private static DeletedEvents whatIsDeleted(int deleted, SQLException failure) throws SQLException {
        if (deleted == 0) {
            throw failure;
        }
        DatabaseFault.log(LOG, "A deletion of events has ended early", failure);
        return new DeletedEvents(deleted, false);
    }

    /** Deletes by id, as H2 would run a subquery of the deletion once per row. */
    private static int deleteBatch(Connection connection, List<Long> ids) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM event WHERE id = ?")) {
            for (long id : ids) {
                delete.setLong(1, id);
                delete.addBatch();
            }
            return IntStream.of(delete.executeBatch()).sum();
        }
    }
}
