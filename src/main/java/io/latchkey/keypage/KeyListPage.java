package io.latchkey.keypage;

import io.latchkey.key.KeyStatus;
import io.latchkey.keysearch.KeyFinder;
import io.latchkey.keysearch.KeyMark;
import io.latchkey.keysearch.KeyOrder;
import io.latchkey.right.AccessRight;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.primefaces.PrimeFaces;
import org.primefaces.component.datatable.DataTable;
import org.primefaces.model.LazyDataModel;

/** The list of keys, and what there is to choose from. */
@Named("keyList")
@RequestScoped
public class KeyListPage {

    /** Rows of the largest page that is offered. */
    static final int MAX_ROWS = 100;

    @Inject
    private KeyDesk desk;

    @Inject
    private KeyFilter filter;

    @Inject
    private KeyMarks marks;

    private KeyRows rows;

    /** The rows, read when they are shown. */
    public LazyDataModel<KeyRow> getRows() {
        if (rows == null) {
            rows = new KeyRows(desk, filter, marks, KeyListPage::turned);
        }
        return rows;
    }

    /** Whether there is no key to show. */
    public boolean isNone() {
        return desk.list(filter.search(KeyOrder.NUMBER, true), KeyMark.START, 0, 1)
                .found()
                .isEmpty();
    }

    /** How many keys are found, up to {@link KeyFinder#REACH}; asked for after the rows were read. */
    public int getFound() {
        return rows == null ? 0 : rows.getRowCount();
    }

    /** Whether more keys may be found than can be reached by going on from page to page: then a search is the way. */
    public boolean isBeyondReach() {
        return rows != null && rows.getRowCount() >= KeyFinder.REACH;
    }

    /** Goes to the first page: another choice has other pages. */
    public void filterChanged() {
        table().ifPresent(keys -> keys.setFirst(0));
    }

    /** The browser has its own number of the page, which it takes for that of its answer once it has that. */
    private static void turned(int first) {
        table().ifPresent(keys -> {
            keys.setFirst(first);
            int page = first / Math.max(1, keys.getRows());
            PrimeFaces.current().executeScript("setTimeout(() => PF('keys').paginator.setPage(" + page + ", true), 0)");
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
