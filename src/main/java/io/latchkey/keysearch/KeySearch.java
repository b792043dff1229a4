package io.latchkey.keysearch;

import io.latchkey.key.KeyStatus;
import io.latchkey.right.AccessRight;
import java.util.Optional;

/**
 * A search for an organisation's keys, with the order of the results.
 *
 * @param text part of the description, the creator's name or a label ({@code team:crm}), the number, the
 *     external id, or the last characters of the key; empty for all keys
 * @param accessRight only keys with this right
 * @param status only keys that currently have this status
 */
public record KeySearch(
        String text,
        Optional<AccessRight> accessRight,
        Optional<KeyStatus> status,
        KeyOrder order,
        boolean descending) {

    /** In characters; more than any of the searched texts. */
    private static final int MAX_TEXT = 255;

    public KeySearch {
        // Databases do not accept NUL in texts.
        text = text.replace("\0", "").strip();
        text = text.substring(0, Math.min(text.length(), MAX_TEXT));
    }

    /**
     * Returns whether the keys that end next come first, and are not searched by text: these are read from indexes, and then
     * those without time left. A search by text reads all keys, and should do so once. So does the order by most time left:
     * the last keys to end need be neither the last to become inactive nor the last to expire.
     */
    boolean isByLeastTimeLeft() {
        return order == KeyOrder.TIME_LEFT && !descending && text.isEmpty();
    }

    /** Returns whether keys without a sort value come before the others, rather than after them. */
    boolean hasAbsentFirst() {
        return order == KeyOrder.LAST_USE && !descending;
    }
}
