package io.latchkey.keypage;

import io.latchkey.keysearch.KeyOrder;
import io.latchkey.keysearch.KeySearch;
import io.latchkey.keysearch.KeySearchPage;
import jakarta.enterprise.inject.Vetoed;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

/**
 * Provides the table's rows one page at a time. Each page begins where the previous one ended when it was
 * last read. While keys are created and deleted, the row number that the table uses is no more than a name
 * for that place: paging ends where there are no more keys, not where the count says so, and the end of the
 * last page becomes the total.
 */
@Vetoed
class KeyRows extends LazyDataModel<KeyRow> {

    private static final long serialVersionUID = 1L;

    private final transient KeyPageService service;
    private final KeyListFilter filter;
    private final KeyCursors cursors;
    private final transient IntConsumer turned;
    private final transient Consumer<ShownKeys> shown;

    /**
     * Creates the rows that match the filter. {@code turned} receives the first row of the page, if it is
     * another page than the requested one; {@code shown} receives what is shown.
     */
    KeyRows(
            KeyPageService service,
            KeyListFilter filter,
            KeyCursors cursors,
            IntConsumer turned,
            Consumer<ShownKeys> shown) {
        this.service = service;
        this.filter = filter;
        this.cursors = cursors;
        this.turned = turned;
        this.shown = shown;
    }

    /**
     * Returns 0: given a count, the table would leave a page that has rows. {@link #load} sets the row count.
     */
    @Override
    public int count(Map<String, FilterMeta> filters) {
        return 0;
    }

    @Override
    public List<KeyRow> load(int first, int pageSize, Map<String, SortMeta> sorting, Map<String, FilterMeta> filters) {
        KeySearch search = search(sorting);
        int size = Math.max(1, Math.min(pageSize, KeyListPage.MAX_ROWS));
        int begin = Math.max(first, 0);
        KeySearchPage<KeyRow> page = page(search, begin, size);
        if (page.found().isEmpty() && begin > 0) {
            // The keys at this place were deleted. Shows the same page or, if it no longer exists, the last
            // one, with the current keys.
            cursors.forget();
            begin = Math.min(begin, Math.max(count() - 1, 0)) / size * size;
            turned.accept(begin);
            page = page(search, begin, size);
        }
        int end = begin + page.found().size();
        // The last page tells how many there are. A search by text that finds few keys has read all of them by then.
        setRowCount(page.next().map(next -> Math.max(count(), next.place() + 1)).orElse(end));
        page.next().ifPresent(next -> cursors.keep(search, next));
        shown.accept(ShownKeys.of(search, begin, size));
        return page.found();
    }

    private int count() {
        return service.count(filter.search(KeyOrder.NUMBER, false));
    }

    private KeySearchPage<KeyRow> page(KeySearch search, int begin, int size) {
        return service.list(search, cursors.nearest(search, begin), begin, size);
    }

    private KeySearch search(Map<String, SortMeta> sorting) {
        return sorting.values().stream()
                .filter(SortMeta::isActive)
                .findFirst()
                .map(sort -> filter.search(KeyOrder.valueOf(sort.getField()), sort.getOrder() == SortOrder.DESCENDING))
                .orElseGet(() -> filter.search(KeyOrder.NUMBER, true));
    }
}
