package io.latchkey.keypage;

import io.latchkey.keysearch.KeyCursor;
import io.latchkey.keysearch.KeySearch;
import jakarta.faces.view.ViewScoped;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Remembers where the pages of the list begin that the user has seen, as long as they stay with one search
 * and order. To reach a page without a cursor, the keys between the nearest cursor before it and the page must be
 * skipped over.
 */
@ViewScoped
public class KeyCursors implements Serializable {

    /** The maximum number of cursors, because each open page keeps its cursors in the session. */
    static final int MAX_CURSORS = 100;

    private static final long serialVersionUID = 1L;

    private final TreeMap<Integer, KeyCursor> cursors = new TreeMap<>();

    /** The search that the cursors belong to, as text that distinguishes it from any other search. */
    private String searched = "";

    /**
     * Returns the nearest known cursor that is not beyond the given row; discards the cursors of any other
     * search.
     */
    synchronized KeyCursor nearest(KeySearch search, int first) {
        if (!searched.equals(search.toString())) {
            forget();
            searched = search.toString();
        }
        Map.Entry<Integer, KeyCursor> nearest = cursors.floorEntry(first);
        return nearest == null ? KeyCursor.START : nearest.getValue();
    }

    /**
     * Stores a cursor. If it replaces a different cursor at the same place, the cursors after that are discarded,
     * since they no longer continue from it; if there are too many cursors, the one farthest away is discarded.
     * Does nothing if another request of this page has switched to another search in the meantime.
     */
    synchronized void keep(KeySearch search, KeyCursor cursor) {
        if (!searched.equals(search.toString())) {
            return;
        }
        KeyCursor before = cursors.put(cursor.place(), cursor);
        if (before != null && !before.equals(cursor)) {
            cursors.tailMap(cursor.place(), false).clear();
        }
        if (cursors.size() > MAX_CURSORS) {
            int toFirst = cursor.place() - cursors.firstKey();
            int toLast = cursors.lastKey() - cursor.place();
            cursors.remove(toFirst > toLast ? cursors.firstKey() : cursors.lastKey());
        }
    }

    /** Discards all cursors. */
    synchronized void forget() {
        cursors.clear();
        searched = "";
    }

    /** Synchronised because a session may be serialised while one of its pages is being read. */
    private synchronized void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
    }
}
