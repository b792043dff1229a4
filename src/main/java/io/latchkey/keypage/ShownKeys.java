package io.latchkey.keypage;

import io.latchkey.key.KeyStatus;
import io.latchkey.keysearch.KeyOrder;
import io.latchkey.keysearch.KeySearch;
import io.latchkey.keytoken.KeyToken;
import io.latchkey.right.AccessRight;
import java.io.Serializable;

/**
 * What a user has seen of the list of keys: a search, its order and one of its pages.
 *
 * @param text the text that was searched for, at most as long as {@link KeySearch} permits
 * @param accessRight the only right; null for all, since an {@link java.util.Optional} cannot be kept in a session
 * @param status the only status; null for any
 * @param first the number of keys before the page
 * @param rows the number of keys on a page
 */
record ShownKeys(
        String text, AccessRight accessRight, KeyStatus status, KeyOrder order, boolean descending, int first, int rows)
        implements Serializable {

    /** What is shown to a user who has seen nothing yet. */
    static final ShownKeys FIRST = new ShownKeys("", null, null, KeyOrder.NUMBER, true, 0, 25);

    /** Keeps all of it, unless a key was searched for: that must not be shown again, nor what was found of it. */
    static ShownKeys of(KeySearch search, int first, int rows) {
        // Also a mistyped one.
        boolean hasKey = !KeyToken.mask(search.text()).equals(search.text());
        return new ShownKeys(
                hasKey ? "" : search.text(),
                search.accessRight().orElse(null),
                search.status().orElse(null),
                search.order(),
                search.descending(),
                hasKey ? 0 : first,
                rows);
    }
}
