package io.latchkey.keysearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.database.SqlInstant;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The keys of an organisation of their own, many of them alike in what a list is ordered by, as rows without secrets. */
final class ListedKeys implements AutoCloseable {

    static final long ORGANISATION = 7_000_000;

    private static final long OTHERS = ORGANISATION + 1;
    static final Duration PERIOD = Duration.ofDays(90);

    /** Some of them sort otherwise by their letters than by their codes. */
    private static final List<String> DESCRIPTIONS = List.of(
            "Zulu", "alpha", "Alpha", "ÄLPHA", "älpha", "a b", "a-b", "A_B", "зебра", "Ёлка", "ёлка", "éclair", "100%",
            "");

    private static final List<String> CREATORS = List.of("anja", "Bohdan", "Øystein");
    private static final List<AccessRight> RIGHTS = List.of(AccessRight.FULL, AccessRight.EVENTS, AccessRight.MESSAGES);

    private final TestDatabase database;
    private final Instant now;
    private long last;

    ListedKeys(TestDatabase database, Instant now) {
        this.database = database;
        this.now = now;
        close();
        database.execute(
                "INSERT INTO organisation (id, name, last_key_number, created_at) VALUES (?, 'Listed', 0, ?)",
                ORGANISATION,
                SqlInstant.of(now));
        for (int i = 0; i < CREATORS.size(); i++) {
            database.execute(
                    "INSERT INTO account_user (id, organisation_id, name, password_hash, role, created_at)"
                            + " VALUES (?, ?, ?, 'hash', 'OWNER', ?)",
                    ORGANISATION + i,
                    ORGANISATION,
                    CREATORS.get(i),
                    SqlInstant.of(now));
        }
    }

    /** Something that comes to pass between two pages. */
    interface Meanwhile {
        void happens(List<Long> shown);
    }

    /** Goes on from page to page until the end. */
    static List<Long> pages(KeySearchQuery query, KeySearch search, int size, Meanwhile meanwhile) throws SQLException {
        List<Long> shown = new ArrayList<>();
        Optional<KeyCursor> from = Optional.of(KeyCursor.START);
        for (int offset = 0; from.isPresent(); offset += size) {
            KeySearchPage<Long> page = query.find(ORGANISATION, search, from.get(), offset, size);
            assertThat(page.found()).hasSizeBetween(offset == 0 ? 0 : 1, size);
            shown.addAll(page.found());
            from = page.next();
            meanwhile.happens(shown);
        }
        return shown;
    }

    /** Adds as many; their ids, which go on by one as their numbers do. */
    List<Long> add(int count) {
        List<ListedKey> added = LongStream.rangeClosed(last + 1, last + count)
                .mapToObj(this::alike)
                .toList();
        add(added);
        return added.stream().map(ListedKey::id).toList();
    }

    /** Adds these. */
    void add(List<ListedKey> added) {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO api_key (id, organisation_id, number,"
                                + " description, access_right, status, disabled_by, created_by, created_at, idle_since, last_used_at,"
                                + " expires_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)")) {
            connection.setAutoCommit(false);
            for (ListedKey key : added) {
                bind(insert, key);
                insert.addBatch();
                last = Math.max(last, key.number());
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ListedKey alike(long number) {
        return new ListedKey(
                number,
                DESCRIPTIONS.get((int) (number % DESCRIPTIONS.size())),
                RIGHTS.get((int) (number % RIGHTS.size())),
                number % 5 == 0,
                ORGANISATION + number % CREATORS.size(),
                // The last ones run out first; ten at a time together.
                now.minus(PERIOD).plus(Duration.ofMinutes(600 - number / 10 % 60 * 10)),
                number % 3 == 0 ? Optional.empty() : Optional.of(now.minusNanos(number % 7 * 1000L)),
                number % 4 == 0 ? Optional.of(now.plus(Duration.ofMinutes(number % 8))) : Optional.empty());
    }

    /** Adds as many copies of all of them, which belong to another organisation. */
    void addForOthers(int copies) {
        database.execute(
                "INSERT INTO organisation (id, name, last_key_number, created_at) VALUES (?, 'Others', 0, ?)",
                OTHERS,
                SqlInstant.of(now));
        for (int copy = 1; copy <= copies; copy++) {
            database.execute(
                    "INSERT INTO api_key (id, organisation_id, number, description, access_right, status, disabled_by,"
                            + " created_by, created_at, idle_since, last_used_at, expires_at, version)"
                            + " SELECT id + ?, ?, number + ?, description, access_right, status, disabled_by,"
                            + " created_by, created_at, idle_since, last_used_at, expires_at, version"
                            + " FROM api_key WHERE organisation_id = ?",
                    100_000L * copy,
                    OTHERS,
                    100_000L * copy,
                    ORGANISATION);
        }
    }

    private void bind(PreparedStatement insert, ListedKey key) throws SQLException {
        insert.setLong(1, key.id());
        insert.setLong(2, ORGANISATION);
        insert.setLong(3, key.number());
        insert.setString(4, key.description());
        insert.setString(5, key.right().name());
        insert.setString(6, key.disabled() ? "DISABLED" : "ENABLED");
        insert.setString(7, key.disabled() ? "USER" : null);
        insert.setLong(8, key.creator());
        insert.setObject(9, SqlInstant.of(now));
        insert.setObject(10, SqlInstant.of(key.idleSince()));
        insert.setObject(11, key.lastUsedAt().map(SqlInstant::of).orElse(null));
        insert.setObject(12, key.expiresAt().map(SqlInstant::of).orElse(null));
    }

    /** The ids of those who make keys, in the order that the database has their names in. */
    List<Long> creators() throws SQLException {
        List<Long> creators = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT id FROM account_user WHERE organisation_id = ? ORDER BY name")) {
            select.setLong(1, ORGANISATION);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    creators.add(found.getLong(1));
                }
            }
        }
        return creators;
    }

    void delete(Collection<Long> ids) {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM api_key WHERE id = ?")) {
            for (long id : ids) {
                delete.setLong(1, id);
                delete.addBatch();
            }
            delete.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void deleteAll() {
        database.execute("DELETE FROM api_key WHERE organisation_id IN (?, ?)", ORGANISATION, OTHERS);
    }

    /** How PostgreSQL goes about a query, and how many rows each step of it had. */
    List<String> plan(KeySearchSql sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement explain = connection.prepareStatement(
                        "EXPLAIN (ANALYZE, COSTS FALSE, TIMING FALSE, SUMMARY FALSE) " + sql.text())) {
            for (int i = 0; i < sql.values().size(); i++) {
                explain.setObject(i + 1, sql.values().get(i));
            }
            try (ResultSet plan = explain.executeQuery()) {
                while (plan.next()) {
                    lines.add(plan.getString(1));
                }
            }
        }
        return lines;
    }

    /** Has PostgreSQL know how many there are of what, and forget what was deleted. */
    void analyze() {
        database.execute("VACUUM ANALYZE api_key");
    }

    boolean onPostgresql() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        }
    }

    /** Deletes them, with their organisation. */
    @Override
    public void close() {
        deleteAll();
        database.execute("DELETE FROM account_user WHERE organisation_id = ?", ORGANISATION);
        database.execute("DELETE FROM organisation WHERE id IN (?, ?)", ORGANISATION, OTHERS);
    }
}
