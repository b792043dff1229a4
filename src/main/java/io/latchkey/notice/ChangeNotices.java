package io.latchkey.notice;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Makes the notices of a change, from within the transaction that makes it. */
@Singleton
class ChangeNotices {

    private final DataSource dataSource;
    private final Notices notices;

    @Inject
    ChangeNotices(DataSource dataSource, Notices notices) {
        this.dataSource = dataSource;
        this.notices = notices;
    }

    void add(List<Notice> of) {
        if (of.isEmpty()) {
            return;
        }
        // Of the same transaction: the container gives it the connection that the entities are written on.
        try (Connection connection = dataSource.getConnection()) {
            notices.add(connection, of);
        } catch (SQLException e) {
            throw new PersistenceException("The notices of a change could not be written", e);
        }
    }
}
