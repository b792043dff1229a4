package io.latchkey.usage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last uses of a key. Immutable, and adding one copies nothing: it refers to those before it. Only when there
 * are {@value #MAX}, the last {@value #KEPT} are copied and the others dropped.
 */
final class RecentUses {

    /** The number of uses that are kept at least; enough to show what is going on. */
    static final int KEPT = 50;

    /** Above {@link #KEPT}, so that only one in ten additions copies. */
    private static final int MAX = 60;

    /** No uses. */
    static final RecentUses NONE = new RecentUses(null, null, 0);

    private final KeyUse latest;
    private final RecentUses earlier;
    private final int number;

    private RecentUses(KeyUse latest, RecentUses earlier, int number) {
        this.latest = latest;
        this.earlier = earlier;
        this.number = number;
    }

    /** Returns these uses and a later one. */
    RecentUses with(KeyUse later) {
        RecentUses before = number < MAX ? this : last(KEPT);
        return new RecentUses(number == 0 ? later : later.sharing(latest), before, before.number + 1);
    }

    /** Returns the last of these uses, as many as given. */
    RecentUses last(int most) {
        return most == 0 || number == 0 ? NONE : new RecentUses(latest, earlier.last(most - 1), Math.min(most, number));
    }

    /** Returns the last {@value #KEPT} uses, the earliest first. */
    List<KeyUse> inOrder() {
        Deque<KeyUse> uses = new ArrayDeque<>();
        for (RecentUses some = this; some.number > 0 && uses.size() < KEPT; some = some.earlier) {
            uses.addFirst(some.latest);
        }
        return List.copyOf(uses);
    }
}
