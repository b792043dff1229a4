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
 * Where the pages of the list begin that the user has seen, as long as they stay with one search and order. To a page without a mark the
 * keys before it are counted anew.
 */
@ViewScoped
public class KeyMarks implements Serializable {

    /** Each open page has them in the session. */
    static final int MAX_MARKS = 100;

    private static final long serialVersionUID = 1L;

    private final TreeMap<Integer, KeyMark> marks = new TreeMap<>();

    /** What they were found by, in words that tell one search from another. */
    private String searched = "";

    /** The nearest place that is known, at that many keys or before; those of any other search are forgotten. */
    synchronized KeyMark nearest(KeySearch search, int first) {
        if (!searched.equals(search.toString())) {
            forget();
            searched = search.toString();
        }
        Map.Entry<Integer, KeyMark> nearest = marks.floorEntry(first);
        return nearest == null ? KeyMark.START : nearest.getValue();
    }

    /**
     * Keeps a mark in place of the one that was there, whose followers no longer go on from it, or else of the one farthest away;
     * unless another request of this page has gone on to another search meanwhile.
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

    /** Forgets all of them. */
    synchronized void forget() {
        marks.clear();
        searched = "";
    }

    /** A session may be written while one of its pages is read. */
    private synchronized void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
    }
}
