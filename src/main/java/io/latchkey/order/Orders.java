package io.latchkey.order;

import io.latchkey.database.DatabaseFault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Set;
import java.util.SortedMap;

/** The orders of the organisations. */
@Singleton
public class Orders {

    /** Each try but the first was beaten by another request that added one of the orders, which is updated then. */
    private static final int TRIES = 5;

    private final OrderStore store;

    @Inject
    public Orders(OrderStore store) {
        this.store = store;
    }

    /**
     * Adds or updates the orders, all or, when the database fails, none.
     *
     * @return the numbers of those that were added
     */
    Set<String> save(long organisationId, SortedMap<String, Order> orders) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return store.save(organisationId, orders);
            } catch (SQLException e) {
                if (!DatabaseFault.isDuplicate(e) || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }
}
