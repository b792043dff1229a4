package io.latchkey.order;

import io.latchkey.database.ConflictRetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Set;
import java.util.SortedMap;

/** The orders of the organisations. */
@Singleton
public class Orders {

    private final OrderStore store;

    @Inject
    public Orders(OrderStore store) {
        this.store = store;
    }

    /**
     * Adds or updates the orders; if the database fails, none of them.
     *
     * @return the numbers of the orders that were added
     */
    Set<String> save(long organisationId, SortedMap<String, Order> orders) throws SQLException {
        return ConflictRetry.call(() -> store.save(organisationId, orders));
    }
}
