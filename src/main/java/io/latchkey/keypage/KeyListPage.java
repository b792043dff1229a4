package io.latchkey.keypage;

import io.latchkey.key.InactivityPolicy;
import io.latchkey.key.KeyStatus;
import io.latchkey.keysearch.KeyCursor;
import io.latchkey.keysearch.KeyFinder;
import io.latchkey.keysearch.KeyOrder;
import io.latchkey.right.AccessRight;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import org.primefaces.PrimeFaces;
import org.primefaces.component.datatable.DataTable;
import org.primefaces.model.LazyDataModel;

/** Provides the list of keys, and the values to filter it by. */
@Named("keyList")
@RequestScoped
public class KeyListPage {

    /** The number of rows on the largest page that is offered. */
    static final int MAX_ROWS = 100;

    private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86400);

    @Inject
    private KeyPageService service;

    @Inject
    private InactivityPolicy inactivity;

    @Inject
    private KeyListFilter filter;

    @Inject
    private KeyCursors cursors;

    @Inject
    private KeyListMemory memory;

    private KeyRows rows;
    private Boolean none;

    /**
     * Returns the number of days after which an unused key is disabled automatically, with up to three decimals, as
     * the script expects it.
     */
    public String getInactiveDays() {
        return days(inactivity.period());
    }

    static String days(Duration period) {
        return BigDecimal.valueOf(period.toSeconds())
                .divide(SECONDS_PER_DAY, 3, RoundingMode.DOWN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Returns the rows, which are read when they are shown. */
    public LazyDataModel<KeyRow> getRows() {
        if (rows == null) {
            rows = new KeyRows(service, filter, cursors, KeyListPage::turned, memory::keep);
        }
        return rows;
    }

    /** Returns the number of keys before the page with which the list begins. */
    public int getFirst() {
        return filter.begin().first();
    }

    /** Returns the number of keys on a page with which the list begins. */
    public int getSize() {
        return filter.begin().rows();
    }

    /** Returns the direction in which the list is at first sorted by a column, as the table calls it; null for none. */
    public String direction(String order) {
        ShownKeys begin = filter.begin();
        if (!begin.order().name().equals(order)) {
            return null;
        }
        return begin.descending() ? "desc" : "asc";
    }

    /**
     * Returns whether there is no key at all, which is looked up once. Only for what is shown: before that, a request
     * may still create the first key.
     */
    public boolean isNone() {
        if (none == null) {
            none = filter.isUnset()
                    && service.list(filter.search(KeyOrder.NUMBER, true), KeyCursor.START, 0, 1)
                            .found()
                            .isEmpty();
        }
        return none;
    }

    /**
     * Returns the number of keys found, up to {@link KeyFinder#MAX_RESULTS}; available once the rows have been
     * read.
     */
    public int getFound() {
        return rows == null ? 0 : rows.getRowCount();
    }

    /** Returns whether there may be more keys than can be reached by paging; a search finds those. */
    public boolean isBeyondReach() {
        return rows != null && rows.getRowCount() >= KeyFinder.MAX_RESULTS;
    }

    /** Returns to the first page, because a different filter has different pages. */
    public void filterChanged() {
        table().ifPresent(keys -> keys.setFirst(0));
    }

    /**
     * Sets the current page, also in the browser: it has its own page number, which it takes for that of the
     * response after receiving it, unless everything is on one page.
     */
    private static void turned(int first) {
        table().ifPresent(keys -> {
            keys.setFirst(first);
            int page = first / Math.max(1, keys.getRows());
            PrimeFaces.current()
                    .executeScript("setTimeout(() => PF('keys').paginator?.setPage(" + page + ", true), 0)");
        });
    }

    private static Optional<DataTable> table() {
        UIComponent table = FacesContext.getCurrentInstance().getViewRoot().findComponent("list:keys");
        return table instanceof DataTable keys ? Optional.of(keys) : Optional.empty();
    }

    public AccessRight[] getAccessRights() {
        return AccessRight.values();
    }

    public KeyStatus[] getStatuses() {
        return KeyStatus.values();
    }
}
