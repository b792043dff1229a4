package io.latchkey.keysearch;

import java.util.List;

/**
 * The part of an order that remains behind a mark. Keys without a sort value, because they were never used or
 * are disabled, are grouped at one end. No PostgreSQL index serves both kinds at once ({@code OR}), so they
 * are queried one after the other.
 */
enum KeyRest {
    /** All keys: there is no mark. */
    ALL,
    /** The keys with a value behind the mark, which has one too. */
    VALUES_BEHIND,
    /** All keys with a value. */
    VALUES,
    /** The keys without a value behind the mark, which has none either. */
    ABSENT_BEHIND,
    /** All keys without a value. */
    ABSENT;

    /** Returns what remains behind the mark, in the order in which to query it. */
    static List<KeyRest> behind(KeyMark mark, KeySearch search) {
        if (mark.place() == 0) {
            return List.of(ALL);
        }
        return switch (search.order()) {
            case NUMBER, CREATOR, ACCESS_RIGHT, DESCRIPTION -> List.of(VALUES_BEHIND);
            case LAST_USE, TIME_LEFT -> {
                boolean absentFirst = search.hasAbsentFirst();
                if (mark.value().isPresent()) {
                    yield absentFirst ? List.of(VALUES_BEHIND) : List.of(VALUES_BEHIND, ABSENT);
                }
                yield absentFirst ? List.of(ABSENT_BEHIND, VALUES) : List.of(ABSENT_BEHIND);
            }
        };
    }
}
