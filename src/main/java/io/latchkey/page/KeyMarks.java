package io.latchkey.page;

import io.latchkey.key.KeyMark;
import io.latchkey.key.KeySearch;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the pages of the list begin that the user has seen, as long as they stay with one search and order. A mark that is missing makes
 * a page dearer, not another.
 */
@Named("keyMarks")
@ViewScoped
public class KeyMarks implements Serializable {

    /** It is in the session of each open page. */
    static final int MAX_MARKS = 100;

    private static final long serialVersionUID = 1L;

    private final TreeMap<Integer, KeyMark> marks = new TreeMap<>();

    /** What they were found by. */
    private final ArrayList<Serializable> searched = new ArrayList<>();

    /** The nearest place that is known, at that many keys or before; those of any other search are forgotten. */
    synchronized KeyMark nearest(KeySearch search, int first) {
        if (!searched.equals(values(search))) {
            forget();
            searched.addAll(values(search));
        }
        Map.Entry<Integer, KeyMark> nearest = marks.floorEntry(first);
        return nearest == null ? KeyMark.START : nearest.getValue();
    }

    /**
     * Keeps a mark in place of the one that was there, or else of the one farthest away; unless another request of this page has gone
     * on to another search meanwhile.
     */
    synchronized void keep(KeySearch search, KeyMark mark) {
        if (!searched.equals(values(search))) {
            return;
        }
        marks.put(mark.place(), mark);
        if (marks.size() > MAX_MARKS) {
            int before = mark.place() - marks.firstKey();
            int behind = marks.lastKey() - mark.place();
            marks.remove(before > behind ? marks.firstKey() : marks.lastKey());
        }
    }

    /** Forgets all of them. */
    synchronized void forget() {
        marks.clear();
        searched.clear();
    }

    /** A search as what can be kept in a session. */
    private static List<Serializable> values(KeySearch search) {
        return List.of(
                search.text(),
                search.accessRight().map(Enum::name).orElse(""),
                search.status().map(Enum::name).orElse(""),
                search.order(),
                search.descending());
    }
}
