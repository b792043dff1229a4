package io.latchkey.page;

import io.latchkey.key.KeyOrder;
import io.latchkey.key.KeySearch;
import jakarta.enterprise.inject.Vetoed;
import java.util.List;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

/** Gives the table its rows, a page at a time. */
@Vetoed
class KeyRows extends LazyDataModel<KeyRow> {

    private static final long serialVersionUID = 1L;

    private final transient KeyDesk desk;
    private final KeyFilter filter;

    KeyRows(KeyDesk desk, KeyFilter filter) {
        this.desk = desk;
        this.filter = filter;
    }

    @Override
    public int count(Map<String, FilterMeta> filters) {
        return desk.count(filter.search(KeyOrder.NUMBER, false));
    }

    @Override
    public List<KeyRow> load(int first, int pageSize, Map<String, SortMeta> sorting, Map<String, FilterMeta> filters) {
        return desk.list(search(sorting), first, Math.min(pageSize, KeyListPage.MAX_ROWS));
    }

    private KeySearch search(Map<String, SortMeta> sorting) {
        return sorting.values().stream()
                .filter(SortMeta::isActive)
                .findFirst()
                .map(sort -> filter.search(KeyOrder.valueOf(sort.getField()), sort.getOrder() == SortOrder.DESCENDING))
                .orElseGet(() -> filter.search(KeyOrder.NUMBER, true));
    }
}
