package io.latchkey.usage;

import io.latchkey.testing.TestDatabase;
import io.latchkey.testing.TestOrganisation;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** Rows of API keys, for tests of the statements that work on many at once. */
final class KeyRows {

    private final TestDatabase database;
    private long lastId;

    /** Starts without keys. Organisations stay: other tests share the databases, and have rows that refer to theirs. */
    KeyRows(TestDatabase database) {
        this.database = database;
        database.execute("DELETE FROM api_key");
        database.execute("DELETE FROM audit_entry");
        database.execute("DELETE FROM audit_chain");
        TestOrganisation.ensureWithOwner(database, 1, 1, "anna");
    }

    /** An enabled key that has been idle since then; its id. */
    long add(Instant idleSince) {
        addMany(1, idleSince);
        return lastId;
    }

    void addMany(int count, Instant idleSince) {
        String insert = "INSERT INTO api_key (id, organisation_id, number, description, access_right, status,"
                + " created_by, created_at, idle_since, version)"
                + " VALUES (?, 1, ?, 'key', 'EVENTS', 'ENABLED', 1, ?, ?, 1)";
        try (var connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement(insert)) {
            for (int i = 0; i < count; i++) {
                lastId++;
                statement.setLong(1, lastId);
                statement.setLong(2, lastId);
                statement.setTimestamp(3, Timestamp.from(idleSince));
                statement.setTimestamp(4, Timestamp.from(idleSince));
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has it stored that somebody has enabled it again. */
    void reEnable(long id, Instant at) {
        database.execute("UPDATE api_key SET idle_since = ? WHERE id = ?", Timestamp.from(at), id);
    }

    String status(long id) {
        return database.value("SELECT status FROM api_key WHERE id = ?", id);
    }

    long count(String status) {
        return Long.parseLong(database.value("SELECT COUNT(*) FROM api_key WHERE status = ?", status));
    }

    Optional<Instant> lastUsedAt(long id) {
        return time("last_used_at", id);
    }

    Instant idleSince(long id) {
        return time("idle_since", id).orElseThrow();
    }

    private Optional<Instant> time(String column, long id) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement("SELECT " + column + " FROM api_key WHERE id = ?")) {
            statement.setLong(1, id);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return Optional.ofNullable(rows.getTimestamp(1)).map(Timestamp::toInstant);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
