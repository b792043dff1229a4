package io.latchkey.keysearch;

import java.util.List;

/**
 * What of an order is yet to come behind a mark. Keys that have no value in it, because they were never used or are disabled, lie all
 * together at one end. No index of PostgreSQL's answers for both kinds at once ({@code OR}), so that they are asked for one
 * after the other.
 */
enum KeyRest {
    /** Everything: there is no mark. */
    ALL,
    /** Those with a value, behind the mark, which has one too. */
    VALUES_BEHIND,
    /** All those with a value. */
    VALUES,
    /** Those without, behind the mark, which has none either. */
    ABSENT_BEHIND,
    /** All those without. */
    ABSENT;

    /** What comes behind the mark, in this order. */
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
