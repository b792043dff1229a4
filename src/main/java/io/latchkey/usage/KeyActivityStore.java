package io.latchkey.usage;

import io.latchkey.database.JdbcTransaction;
import io.latchkey.database.SqlInstant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Writes the activity of keys. Activity of a key that has been deleted in the meantime is discarded. */
@Singleton
public class KeyActivityStore {

    /** In key-days per transaction. */
    static final int BATCH = 200;

    /** The order in which key-days are written. */
    static final Comparator<KeyDay> ORDER =
            Comparator.comparingLong(KeyDay::keyId).thenComparing(KeyDay::day);

    /** The number of a key's uses that are kept, in addition to those from a new origin. */
    private static final int KEPT_USES = 50;

    /** Per key and kind of origin: for a key that is used from everywhere, a new address means nothing. */
    private static final int MAX_ORIGINS = 1000;

    private static final String COUNT = "UPDATE api_key_day SET successful = successful + ?, refused = refused + ?"
            + " WHERE key_id = ? AND used_on = ?";

    private static final String BEGIN_DAY =
            "INSERT INTO api_key_day (key_id, organisation_id, used_on, successful, refused)"
                    + " SELECT id, organisation_id, CAST(? AS DATE), CAST(? AS BIGINT), CAST(? AS BIGINT)"
                    + " FROM api_key WHERE id = ?";

    private static final String ADD_ORIGIN = "INSERT INTO api_key_origin"
            + " (key_id, organisation_id, kind, origin, first_seen_at)"
            + " SELECT k.id, k.organisation_id, CAST(? AS VARCHAR(10)), CAST(? AS VARCHAR(255)),"
            + " CAST(? AS TIMESTAMP WITH TIME ZONE) FROM api_key k WHERE k.id = ?"
            + " AND NOT EXISTS (SELECT 1 FROM api_key_origin o WHERE o.key_id = ? AND o.kind = ? AND o.origin = ?)"
            + " AND (SELECT COUNT(*) FROM api_key_origin o WHERE o.key_id = ? AND o.kind = ?) < " + MAX_ORIGINS;

    private static final String IS_FULL = "SELECT origin FROM api_key_origin WHERE key_id = ? AND kind = ?"
            + " ORDER BY key_id, kind, origin OFFSET " + (MAX_ORIGINS - 1) + " ROWS FETCH NEXT 1 ROW ONLY";

    /**
     * The number of origins not added, of a key and kind, after which it is looked up whether no more are kept: after a
     * restart, those in the database are not known.
     */
    private static final int MANY_NOT_ADDED = 5;

    private static final String ADD_USE = "INSERT INTO api_key_use (key_id, organisation_id, used_at, method, path,"
            + " address, agent, status, new_address, new_agent)"
            + " SELECT id, organisation_id, CAST(? AS TIMESTAMP WITH TIME ZONE), CAST(? AS VARCHAR(20)),"
            + " CAST(? AS VARCHAR(255)), CAST(? AS VARCHAR(100)), CAST(? AS VARCHAR(255)), CAST(? AS INT),"
            + " CAST(? AS BOOLEAN), CAST(? AS BOOLEAN) FROM api_key WHERE id = ?";

    private static final String TRIM = "DELETE FROM api_key_use WHERE key_id = ? AND new_address = FALSE"
            + " AND new_agent = FALSE AND used_at < (SELECT used_at FROM api_key_use WHERE key_id = ?"
            + " ORDER BY used_at DESC OFFSET " + (KEPT_USES - 1) + " ROWS FETCH NEXT 1 ROWS ONLY)";

    private final DataSource dataSource;

    @Inject
    public KeyActivityStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Adds the activity of each key, all or nothing.
     *
     * @return the keys and kinds of which some origins were not added, because no more are kept
     * @throws SQLException if the database fails, or another node began the same day concurrently
     */
    Set<KeyOrigin.OfKey> save(Map<KeyDay, KeyTally> tallies) throws SQLException {
        if (tallies.isEmpty()) {
            return Set.of();
        }
        return JdbcTransaction.call(dataSource, connection -> {
            count(connection, tallies);
            Map<KeyOrigin.OfKey, Integer> notAdded = new HashMap<>();
            addUses(connection, markNewOrigins(connection, tallies, notAdded));
            trim(connection, tallies);
            return full(connection, notAdded);
        });
    }

    private static void count(Connection connection, Map<KeyDay, KeyTally> tallies) throws SQLException {
        List<KeyDay> days = new ArrayList<>(tallies.keySet());
        int[] counted;
        try (PreparedStatement update = connection.prepareStatement(COUNT)) {
            for (KeyDay day : days) {
                update.setLong(1, tallies.get(day).successful());
                update.setLong(2, tallies.get(day).refused());
                update.setLong(3, day.keyId());
                update.setObject(4, day.day());
                update.addBatch();
            }
            counted = update.executeBatch();
        }
        try (PreparedStatement insert = connection.prepareStatement(BEGIN_DAY)) {
            for (int i = 0; i < counted.length; i++) {
                if (counted[i] == 0) {
                    KeyDay day = days.get(i);
                    insert.setObject(1, day.day());
                    insert.setLong(2, tallies.get(day).successful());
                    insert.setLong(3, tallies.get(day).refused());
                    insert.setLong(4, day.keyId());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /**
     * Adds the origins that are new, and returns the uses to write, in which the first of each are marked.
     *
     * @param notAdded counts the others
     */
    private static Map<KeyDay, UsesToWrite> markNewOrigins(
            Connection connection, Map<KeyDay, KeyTally> tallies, Map<KeyOrigin.OfKey, Integer> notAdded)
            throws SQLException {
        Map<KeyDay, UsesToWrite> uses = new TreeMap<>(ORDER);
        List<FirstUse> firsts = new ArrayList<>();
        tallies.forEach((day, tally) -> {
            UsesToWrite ofDay = new UsesToWrite(tally.last());
            uses.put(day, ofDay);
            tally.firstOf().forEach((origin, use) -> firsts.add(new FirstUse(ofDay, origin, use)));
        });
        try (PreparedStatement insert = connection.prepareStatement(ADD_ORIGIN)) {
            for (FirstUse first : firsts) {
                KeyOrigin origin = first.origin();
                insert.setString(1, origin.kind().name());
                insert.setString(2, origin.origin());
                insert.setObject(3, SqlInstant.of(first.use().at()));
                insert.setLong(4, origin.keyId());
                insert.setLong(5, origin.keyId());
                insert.setString(6, origin.kind().name());
                insert.setString(7, origin.origin());
                insert.setLong(8, origin.keyId());
                insert.setString(9, origin.kind().name());
                insert.addBatch();
            }
            int[] inserted = insert.executeBatch();
            for (int i = 0; i < inserted.length; i++) {
                FirstUse first = firsts.get(i);
                if (inserted[i] > 0) {
                    first.uses().mark(first.use(), first.origin().kind());
                } else {
                    notAdded.merge(first.origin().ofKey(), 1, Integer::sum);
                }
            }
        }
        return uses;
    }

    private static Set<KeyOrigin.OfKey> full(Connection connection, Map<KeyOrigin.OfKey, Integer> notAdded)
            throws SQLException {
        Set<KeyOrigin.OfKey> full = new HashSet<>();
        for (Map.Entry<KeyOrigin.OfKey, Integer> origins : notAdded.entrySet()) {
            if (origins.getValue() >= MANY_NOT_ADDED && isFull(connection, origins.getKey())) {
                full.add(origins.getKey());
            }
        }
        return full;
    }

    private static boolean isFull(Connection connection, KeyOrigin.OfKey origins) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(IS_FULL)) {
            select.setLong(1, origins.keyId());
            select.setString(2, origins.kind().name());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void addUses(Connection connection, Map<KeyDay, UsesToWrite> uses) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD_USE)) {
            for (Map.Entry<KeyDay, UsesToWrite> ofDay : uses.entrySet()) {
                for (UsesToWrite.MarkedUse marked : ofDay.getValue().inOrder()) {
                    KeyUse use = marked.use();
                    insert.setObject(1, SqlInstant.of(use.at()));
                    insert.setString(2, use.method());
                    insert.setString(3, use.path());
                    insert.setString(4, use.address());
                    insert.setString(5, use.agent());
                    insert.setInt(6, use.status());
                    insert.setBoolean(7, marked.newAddress());
                    insert.setBoolean(8, marked.newAgent());
                    insert.setLong(9, ofDay.getKey().keyId());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void trim(Connection connection, Map<KeyDay, KeyTally> tallies) throws SQLException {
        TreeSet<Long> keys = new TreeSet<>();
        tallies.keySet().forEach(day -> keys.add(day.keyId()));
        try (PreparedStatement delete = connection.prepareStatement(TRIM)) {
            for (long keyId : keys) {
                delete.setLong(1, keyId);
                delete.setLong(2, keyId);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** The first use of an origin on a day since the last flush; the origin may be known all the same. */
    private record FirstUse(UsesToWrite uses, KeyOrigin origin, KeyUse use) {}
}
