package io.latchkey.keysearch;

import io.latchkey.key.KeyStatus;
import java.util.List;

/**
 * The part of an order that remains after a cursor. Keys without a sort value, because they were never used or
 * are disabled, are grouped at one end. No PostgreSQL index serves both kinds at once ({@code OR}), so they
 * are queried one after the other.
 */
enum CursorRange {
    /** All keys: there is no cursor. */
    ALL,
    /** The keys with a value after the cursor, which has one too. */
    VALUES_AFTER,
    /** All keys with a value. */
    VALUES,
    /** The keys without a value after the cursor, which has none either. */
    ABSENT_AFTER,
    /** All keys without a value. */
    ABSENT;

    /** Returns what remains after the cursor, in the order in which to query it. */
    static List<CursorRange> after(KeyCursor cursor, KeySearch search) {
        if (search.isByLeastTimeLeft()) {
            return byLeastTimeLeft(cursor, search);
        }
        if (cursor.place() == 0) {
            return List.of(ALL);
        }
        return switch (search.order()) {
            case NUMBER, CREATOR, ACCESS_RIGHT, DESCRIPTION -> List.of(VALUES_AFTER);
            case LAST_USE, TIME_LEFT -> {
                boolean absentFirst = search.hasAbsentFirst();
                if (cursor.value().isPresent()) {
                    yield absentFirst ? List.of(VALUES_AFTER) : List.of(VALUES_AFTER, ABSENT);
                }
                yield absentFirst ? List.of(ABSENT_AFTER, VALUES) : List.of(ABSENT_AFTER);
            }
        };
    }

    /** The enabled keys, which have time left, come before the disabled ones. */
    private static List<CursorRange> byLeastTimeLeft(KeyCursor cursor, KeySearch search) {
        boolean start = cursor.place() == 0;
        if (!start && cursor.value().isEmpty()) {
            return List.of(ABSENT_AFTER);
        }
        CursorRange values = start ? VALUES : VALUES_AFTER;
        return search.status()
                .map(status -> List.of(status == KeyStatus.ENABLED ? values : ABSENT))
                .orElse(List.of(values, ABSENT));
    }
}
