package io.latchkey.notice;

import io.latchkey.key.KeyLeaked;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Tells of a key that has leaked, from within the transaction that disables it. */
@Singleton
class LeakNotices {

    private final DataSource dataSource;
    private final Notices notices;

    @Inject
    LeakNotices(DataSource dataSource, Notices notices) {
        this.dataSource = dataSource;
        this.notices = notices;
    }

    void tell(@Observes KeyLeaked leaked) {
        Notice notice = new Notice(
                NoticeCause.LEAK,
                NoticedKey.of(leaked.key()),
                leaked.at(),
                0,
                leaked.where().source(),
                leaked.where().url());
        try (Connection connection = dataSource.getConnection()) {
            notices.add(connection, List.of(notice));
        } catch (SQLException e) {
            throw new PersistenceException("The notice of a leak could not be written", e);
        }
    }
}
