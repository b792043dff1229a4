package io.latchkey.keypage;

import io.latchkey.keysearch.KeyOrder;
import io.latchkey.keysearch.KeyPart;
import io.latchkey.keysearch.KeySearch;
import jakarta.enterprise.inject.Vetoed;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

/**
 * Gives the table its rows, a page at a time, each from where the one before it ended when it was read last. While keys are made and
 * deleted, the number that the table has a row by is no more than a name for that place: the pages end where there are no more keys,
 * not where their count says, and the last one has its own end for the total.
 */
@Vetoed
class KeyRows extends LazyDataModel<KeyRow> {

    private static final long serialVersionUID = 1L;

    private final transient KeyDesk desk;
    private final KeyFilter filter;
    private final KeyMarks marks;
    private final transient IntConsumer turned;

    /** Rows of what the filter has; {@code turned} is told the first row of another page than was asked for. */
    KeyRows(KeyDesk desk, KeyFilter filter, KeyMarks marks, IntConsumer turned) {
        this.desk = desk;
        this.filter = filter;
        this.marks = marks;
        this.turned = turned;
    }

    /** Nothing: by a count, the table would leave a page that has rows. {@link #load} sets it. */
    @Override
    public int count(Map<String, FilterMeta> filters) {
        return 0;
    }

    @Override
    public List<KeyRow> load(int first, int pageSize, Map<String, SortMeta> sorting, Map<String, FilterMeta> filters) {
        KeySearch search = search(sorting);
        int size = Math.max(1, Math.min(pageSize, KeyListPage.MAX_ROWS));
        int counted = desk.count(filter.search(KeyOrder.NUMBER, false));
        int begin = Math.max(first, 0);
        KeyPart<KeyRow> part = part(search, begin, size);
        if (part.found().isEmpty() && begin > 0) {
            // What was there is deleted: this page or, if there is none any more, the last one, as the keys are now.
            marks.forget();
            begin = Math.min(begin, Math.max(counted - 1, 0)) / size * size;
            turned.accept(begin);
            part = part(search, begin, size);
        }
        int end = begin + part.found().size();
        setRowCount(part.next().map(next -> Math.max(counted, next.place() + 1)).orElse(end));
        part.next().ifPresent(next -> marks.keep(search, next));
        return part.found();
    }

    private KeyPart<KeyRow> part(KeySearch search, int begin, int size) {
        return desk.list(search, marks.nearest(search, begin), begin, size);
    }

    private KeySearch search(Map<String, SortMeta> sorting) {
        return sorting.values().stream()
                .filter(SortMeta::isActive)
                .findFirst()
                .map(sort -> filter.search(KeyOrder.valueOf(sort.getField()), sort.getOrder() == SortOrder.DESCENDING))
                .orElseGet(() -> filter.search(KeyOrder.NUMBER, true));
    }
}
