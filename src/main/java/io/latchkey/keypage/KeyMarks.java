package io.latchkey.keypage;

import io.latchkey.keysearch.KeyMark;
import io.latchkey.keysearch.KeySearch;
import jakarta.faces.view.ViewScoped;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Remembers where the pages of the list begin that the user has seen, as long as they stay with one search
 * and order. To reach a page without a mark, the keys between the nearest mark before it and the page must be
 * skipped over.
 */
@ViewScoped
public class KeyMarks implements Serializable {

    /** The maximum number of marks, because each open page keeps its marks in the session. */
    static final int MAX_MARKS = 100;

    private static final long serialVersionUID = 1L;

    private final TreeMap<Integer, KeyMark> marks = new TreeMap<>();

    /** The search that the marks belong to, as text that distinguishes it from any other search. */
    private String searched = "";

    /**
     * Returns the nearest known mark that is not beyond the given row; discards the marks of any other
     * search.
     */
    synchronized KeyMark nearest(KeySearch search, int first) {
        if (!searched.equals(search.toString())) {
            forget();
            searched = search.toString();
        }
        Map.Entry<Integer, KeyMark> nearest = marks.floorEntry(first);
        return nearest == null ? KeyMark.START : nearest.getValue();
    }

    /**
     * Stores a mark. If it replaces a different mark at the same place, the marks after that are discarded,
     * since they no longer continue from it; if there are too many marks, the one farthest away is discarded.
     * Does nothing if another request of this page has switched to another search in the meantime.
     */
    synchronized void keep(KeySearch search, KeyMark mark) {
        if (!searched.equals(search.toString())) {
            return;
        }
        KeyMark before = marks.put(mark.place(), mark);
        if (before != null && !before.equals(mark)) {
            marks.tailMap(mark.place(), false).clear();
        }
        if (marks.size() > MAX_MARKS) {
            int toFirst = mark.place() - marks.firstKey();
            int toLast = marks.lastKey() - mark.place();
            marks.remove(toFirst > toLast ? marks.firstKey() : marks.lastKey());
        }
    }

    /** Discards all marks. */
    synchronized void forget() {
        marks.clear();
        searched = "";
    }

    /** Synchronised because a session may be serialised while one of its pages is being read. */
    private synchronized void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
    }
}
