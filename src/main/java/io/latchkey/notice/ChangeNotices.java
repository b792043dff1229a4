package io.latchkey.notice;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Creates the notices of a change, within the transaction that makes the change. */
@Singleton
class ChangeNotices {

    private final DataSource dataSource;
    private final Notices notices;

    @Inject
    ChangeNotices(DataSource dataSource, Notices notices) {
        this.dataSource = dataSource;
        this.notices = notices;
    }

    void add(List<Notice> added) {
        if (added.isEmpty()) {
            return;
        }
        // The container supplies the connection of the current transaction, on which the entities are
        // written.
        try (Connection connection = dataSource.getConnection()) {
            notices.add(connection, added);
        } catch (SQLException e) {
            throw new PersistenceException("The notices of a change could not be written", e);
        }
    }
}
