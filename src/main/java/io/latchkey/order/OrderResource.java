package io.latchkey.order;

import io.latchkey.caller.CallingKey;
import io.latchkey.database.ConflictRetry;
import io.latchkey.rest.CheckedItems;
import io.latchkey.right.ApiRole;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Receives orders from shops, in bulk. Like a contact, an order contains personal data. */
@Singleton
@Path("v1/orders")
@RolesAllowed(ApiRole.CONTACTS_WRITE)
public class OrderResource {

    private final CallingKey caller;
    private final OrderReader reader;
    private final OrderStore orders;

    @Inject
    public OrderResource(CallingKey caller, OrderReader reader, OrderStore orders) {
        this.caller = caller;
        this.reader = reader;
        this.orders = orders;
    }

    /**
     * Adds or updates the orders that are valid: responds with 200 and the outcome of each, or 400 when none
     * is valid.
     */
    @Operation(
            summary = "Add or update orders in bulk",
            description =
                    "Each order is checked separately; the response says what happened to each. Refused (400) if none is valid.")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public OrdersResult send(OrdersRequest request) throws SQLException {
        CheckedItems<Order> checked = CheckedItems.of("orders", request.orders(), reader::read);
        // Several states of one order are stored as if they had come in as many requests.
        TreeMap<String, Order> merged = new TreeMap<>();
        Map<String, Order> last = new HashMap<>();
        for (Order order : checked.valid()) {
            merged.merge(order.externalOrderId(), order, Order::updatedBy);
            last.put(order.externalOrderId(), order);
        }
        Set<String> created = ConflictRetry.call(() -> orders.save(caller.organisationId(), merged));
        return OrdersResult.of(checked.outcomes((index, valid, errors) -> new OrdersResult.Item(
                index,
                OrderReader.externalOrderId(request.orders().get(index)),
                valid.map(order -> outcome(order, last, created)).orElse(OrdersResult.Outcome.FAILED),
                errors)));
    }

    private static OrdersResult.Outcome outcome(Order order, Map<String, Order> last, Set<String> created) {
        if (last.get(order.externalOrderId()) != order) {
            return OrdersResult.Outcome.REPLACED;
        }
        return created.contains(order.externalOrderId()) ? OrdersResult.Outcome.CREATED : OrdersResult.Outcome.UPDATED;
    }
}
