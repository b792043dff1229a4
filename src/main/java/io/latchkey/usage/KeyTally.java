package io.latchkey.usage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The activity of a key on a day since the last flush. Immutable: each use results in another tally.
 *
 * @param keeps whether individual uses are kept, and not only counted
 * @param successful the number of requests that were not refused
 * @param refused the number of refused requests
 * @param recent the last uses
 * @param firstOf the first use of each origin that may be new to the key
 */
record KeyTally(boolean keeps, long successful, long refused, RecentUses recent, Map<KeyOrigin, KeyUse> firstOf) {

    /**
     * The number of origins whose first use is kept in addition; a further one is noticed only if it is used
     * again after the next flush.
     */
    private static final int MAX_ORIGINS = 20;

    /** Creates a tally that also keeps individual uses. */
    static KeyTally keeping() {
        return new KeyTally(true, 0, 0, RecentUses.NONE, Map.of());
    }

    /** Creates a tally that keeps no individual uses, so that its size does not grow with them. */
    static KeyTally counting() {
        return new KeyTally(false, 0, 0, RecentUses.NONE, Map.of());
    }

    /**
     * Returns this tally and a use, which is counted and kept as one of the last.
     *
     * @param unknown the origins of the use that may be new to the key
     */
    KeyTally with(KeyUse use, List<KeyOrigin> unknown) {
        RecentUses last = recent;
        Map<KeyOrigin, KeyUse> first = firstOf;
        if (keeps) {
            last = last.with(use);
            for (KeyOrigin origin : unknown) {
                first = withFirst(first, origin, use);
            }
        }
        return use.isRefused()
                ? new KeyTally(keeps, successful, refused + 1, last, first)
                : new KeyTally(keeps, successful + 1, refused, last, first);
    }

    private static Map<KeyOrigin, KeyUse> withFirst(Map<KeyOrigin, KeyUse> firstOf, KeyOrigin origin, KeyUse use) {
        if (firstOf.size() >= MAX_ORIGINS || firstOf.containsKey(origin)) {
            return firstOf;
        }
        Map<KeyOrigin, KeyUse> more = new LinkedHashMap<>(firstOf);
        more.put(origin, use);
        return Collections.unmodifiableMap(more);
    }

    /** Returns this tally with only the last uses, but at least one. */
    KeyTally keepLast(int uses) {
        return new KeyTally(keeps, successful, refused, recent.last(Math.max(1, uses)), firstOf);
    }

    /** Returns this tally, which could not be written, and a later one of the same key and day. */
    KeyTally before(KeyTally later) {
        RecentUses all = recent;
        Map<KeyOrigin, KeyUse> first = firstOf;
        if (keeps) {
            for (KeyUse use : later.last()) {
                all = all.with(use);
            }
            for (Map.Entry<KeyOrigin, KeyUse> use : later.firstOf.entrySet()) {
                first = withFirst(first, use.getKey(), use.getValue());
            }
        }
        return new KeyTally(keeps, successful + later.successful, refused + later.refused, all, first);
    }

    /** Returns the last uses, the earliest first. */
    List<KeyUse> last() {
        return recent.inOrder();
    }
}
