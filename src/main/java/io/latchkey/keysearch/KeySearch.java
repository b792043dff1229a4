package io.latchkey.keysearch;

import io.latchkey.key.KeyStatus;
import io.latchkey.right.AccessRight;
import java.util.Optional;

/**
 * Which keys of an organisation are wanted, and in which order.
 *
 * @param text part of the description, the creator's name or a label ({@code team:crm}), the number, the external id, or the last
 *     characters of the key; empty for all
 * @param accessRight only keys with this right
 * @param status only keys of this status now
 */
public record KeySearch(
        String text,
        Optional<AccessRight> accessRight,
        Optional<KeyStatus> status,
        KeyOrder order,
        boolean descending) {

    /** Characters: more than any text that is searched in. */
    private static final int MAX_TEXT = 255;

    public KeySearch {
        // NUL is no text to a database.
        text = text.replace("\0", "").strip();
        text = text.substring(0, Math.min(text.length(), MAX_TEXT));
    }

    /** Whether what has no value in the order comes before what has one, rather than after it. */
    boolean hasAbsentFirst() {
        return order == KeyOrder.LAST_USE && !descending;
    }
}
