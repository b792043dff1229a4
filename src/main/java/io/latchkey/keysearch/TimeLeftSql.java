package io.latchkey.keysearch;

import io.latchkey.database.SqlInstant;
import java.time.Instant;

/**
 * Appends a search for the keys that end next, without a text. No index has the end, which depends on two columns and on a
 * setting. PostgreSQL has an index for each of the columns, of the enabled keys only: the first keys to end are among the
 * first to become inactive and the first to expire.
 */
final class TimeLeftSql {

    private final KeySearchSql sql;
    private final KeyTimes times;

    TimeLeftSql(KeySearchSql sql, KeyTimes times) {
        this.sql = sql;
        this.times = times;
    }

    /**
     * Appends a query for the first keys of a part of the order.
     *
     * @throws IllegalArgumentException if the part is {@link CursorRange#ALL}: keys with and without time left are
     *     queried one after the other
     */
    void page(CursorRange range, KeyCursor cursor, int rows) {
        switch (range) {
            case VALUES -> enabled(KeyCursor.START, rows);
            case VALUES_AFTER -> enabled(cursor, rows);
            case ABSENT -> disabled(KeyCursor.START, rows);
            case ABSENT_AFTER -> disabled(cursor, rows);
            case ALL -> throw new IllegalArgumentException("Not in one part: " + range);
        }
    }

    /**
     * UNION shows a key once that is among the first of both queries. Each query passes the keys that come after the cursor in
     * its column but before it in the other one: these were on earlier pages, or have just ended and wait for the sweep.
     */
    private void enabled(KeyCursor after, int rows) {
        sql.append("SELECT * FROM ((");
        select().append(" AND k.status = 'ENABLED' AND ");
        inactiveAfter(after).append(" AND (k.expires_at IS NULL OR ");
        expiresAfter(after).append(")").orderBy("k.idle_since").limit(rows).append(") UNION (");
        select().append(" AND k.status = 'ENABLED' AND k.expires_at IS NOT NULL AND ");
        expiresAfter(after).append(" AND ");
        inactiveAfter(after).orderBy("k.expires_at").limit(rows);
        sql.append(")) k").orderBy("order_value").limit(rows);
    }

    private KeySearchSql inactiveAfter(KeyCursor cursor) {
        Instant ofCursor = cursor.time().map(times::idleSince).orElse(times.cutOff());
        return later("k.idle_since", times.cutOff(), ofCursor, cursor.number());
    }

    private KeySearchSql expiresAfter(KeyCursor cursor) {
        return later("k.expires_at", times.now(), cursor.time().orElse(times.now()), cursor.number());
    }

    /**
     * Appends that the column comes after the cursor and is later than the given time. The later of the two implies the other
     * and is the only condition: with both, PostgreSQL might begin to read the index at the earlier one.
     */
    private KeySearchSql later(String column, Instant than, Instant ofCursor, long number) {
        return ofCursor.isAfter(than)
                ? sql.append("(" + column + ", k.number) > (?, ?)", SqlInstant.of(ofCursor), number)
                : sql.append(column + " > ?", SqlInstant.of(than));
    }

    private KeySearchSql select() {
        return sql.append("SELECT k.id, k.number, " + times.end() + " AS order_value")
                .matching();
    }

    private void disabled(KeyCursor after, int rows) {
        sql.append("SELECT *");
        sql.ofEachCause(cause -> {
            sql.append("SELECT k.id, k.number, CAST(NULL AS TIMESTAMP WITH TIME ZONE) AS order_value")
                    .matching()
                    .disabledBy(cause);
            if (after.place() > 0) {
                sql.numbersAfter(after);
            }
            sql.orderByNumberOf(cause).limit(rows);
        });
        sql.orderByNumber().limit(rows);
    }
}
