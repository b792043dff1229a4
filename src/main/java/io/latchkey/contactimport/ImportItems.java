package io.latchkey.contactimport;

import io.latchkey.contact.WrittenContact;
import io.latchkey.contactimport.ImportStatusDocument.Failed;
import io.latchkey.contactimport.ImportStatusDocument.Mapped;
import io.latchkey.database.Batches;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The stored contacts of the imports, and what has become of each. Works within the caller's transaction. */
@Singleton
class ImportItems {

    /** The number of rows per statement. */
    private static final int BATCH = 200;

    private static final String NEW_ROW = "(?, ?, ?, '" + ItemOutcome.WAITING + "', ?)";

    private static final String WRITTEN = "UPDATE contact_import_item SET outcome = ?, contact = NULL, contact_id = ?"
            + " WHERE session_id = ? AND position = ?";

    private final EntityManager entities;
    private final DataSource dataSource;

    @Inject
    ImportItems(EntityManager entities, DataSource dataSource) {
        this.entities = entities;
        this.dataSource = dataSource;
    }

    /** Adds the contacts of a new import, to be imported. */
    void add(long organisationId, String sessionId, List<ImportItem> items) {
        Batches.of(items, BATCH).forEach(some -> addBatch(organisationId, sessionId, some));
    }

    private void addBatch(long organisationId, String sessionId, List<ImportItem> items) {
        Query insert = entities.createNativeQuery("INSERT INTO contact_import_item"
                + " (session_id, position, organisation_id, outcome, contact) VALUES " + NEW_ROW
                + (", " + NEW_ROW).repeat(items.size() - 1));
        int position = 1;
        for (ImportItem item : items) {
            insert.setParameter(position++, sessionId);
            insert.setParameter(position++, item.position());
            insert.setParameter(position++, organisationId);
            insert.setParameter(position++, item.contact());
        }
        insert.executeUpdate();
    }

    /** Returns the import's next waiting contacts, at most {@code limit}. */
    List<ImportItem> waiting(String sessionId, int limit) {
        List<?> rows = entities.createNativeQuery("SELECT position, contact FROM contact_import_item"
                        + " WHERE session_id = ? AND outcome = '" + ItemOutcome.WAITING
                        + "' ORDER BY position FETCH FIRST ? ROWS ONLY")
                .setParameter(1, sessionId)
                .setParameter(2, limit)
                .getResultList();
        return rows.stream().map(ImportItems::item).toList();
    }

    private static ImportItem item(Object row) {
        Object[] columns = (Object[]) row;
        return new ImportItem(((Number) columns[0]).intValue(), (String) columns[1]);
    }

    /** Records that the contacts have been written, in one batch. */
    void markWritten(String sessionId, Map<ImportItem, WrittenContact> written) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(WRITTEN)) {
            for (Map.Entry<ImportItem, WrittenContact> one : written.entrySet()) {
                update.setString(1, (one.getValue().created() ? ItemOutcome.CREATED : ItemOutcome.UPDATED).name());
                update.setLong(2, one.getValue().contactId());
                update.setString(3, sessionId);
                update.setInt(4, one.getKey().position());
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException("The progress of an import could not be stored", e);
        }
    }

    /** Records that the contact cannot be written. */
    void markFailed(String sessionId, ImportItem item, String reason) {
        entities.createNativeQuery("UPDATE contact_import_item SET outcome = ?, contact = NULL, failure = ?"
                        + " WHERE session_id = ? AND position = ?")
                .setParameter(1, ItemOutcome.FAILED.name())
                .setParameter(2, reason)
                .setParameter(3, sessionId)
                .setParameter(4, item.position())
                .executeUpdate();
    }

    /** Returns the progress of an import in the given state. */
    ImportStatusDocument progress(String sessionId, ImportState state) {
        List<?> rows = entities.createNativeQuery("SELECT position, outcome, contact_id, failure"
                        + " FROM contact_import_item WHERE session_id = ? ORDER BY position")
                .setParameter(1, sessionId)
                .getResultList();
        List<Mapped> mapping = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            int position = ((Number) columns[0]).intValue();
            switch (ItemOutcome.valueOf((String) columns[1])) {
                case CREATED -> mapping.add(new Mapped(position, ((Number) columns[2]).longValue(), true));
                case UPDATED -> mapping.add(new Mapped(position, ((Number) columns[2]).longValue(), false));
                case FAILED -> failed.add(new Failed(position, (String) columns[3]));
                case WAITING -> {
                    // Only counts.
                }
            }
        }
        return new ImportStatusDocument(
                sessionId, state.name(), rows.size(), mapping.size() + failed.size(), mapping, failed);
    }

    /** Deletes the contacts of an import. */
    void delete(String sessionId) {
        entities.createNativeQuery("DELETE FROM contact_import_item WHERE session_id = ?")
                .setParameter(1, sessionId)
                .executeUpdate();
    }
}
