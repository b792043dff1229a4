package io.latchkey.order;

import io.latchkey.caller.CallingKey;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Receives orders from shops, in bulk. Like a contact, an order contains personal data. */
@Singleton
@Path("v1/orders")
@RolesAllowed(ApiRole.CONTACTS_WRITE)
public class OrderResource {

    /** The maximum number of errors reported when every order is invalid, enough to see what is wrong. */
    private static final int MAX_ERRORS = 100;

    private final CallingKey caller;
    private final OrderReader reader;
    private final Orders orders;

    @Inject
    public OrderResource(CallingKey caller, OrderReader reader, Orders orders) {
        this.caller = caller;
        this.reader = reader;
        this.orders = orders;
    }

    /**
     * Adds or updates the orders that are valid: responds with 200 and the outcome of each, or 400 when none
     * is valid.
     */
    @Operation(
            summary = "Add or update orders, many at once",
            description =
                    "Each order is checked by itself; the answer says what became of it. It is refused (400) when none is valid.")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public OrdersResult send(OrdersRequest request) throws SQLException {
        List<Optional<OrderRequest>> given =
                request.orders().stream().map(Optional::ofNullable).toList();
        Map<Integer, Order> valid = new TreeMap<>();
        Map<Integer, List<FieldError>> invalid = new TreeMap<>();
        for (int i = 0; i < given.size(); i++) {
            try {
                valid.put(i, reader.read(given.get(i)));
            } catch (ProblemException refused) {
                invalid.put(i, named(i, refused.problem().errors()));
            }
        }
        if (valid.isEmpty()) {
            throw ProblemException.invalid(invalid.values().stream()
                    .flatMap(List::stream)
                    .limit(MAX_ERRORS)
                    .toList());
        }
        // A later state of an order in the same request replaces an earlier one.
        TreeMap<String, Order> last = new TreeMap<>();
        valid.values().forEach(order -> last.put(order.externalOrderId(), order));
        Set<String> created = orders.save(caller.get().organisationId(), last);
        return result(given, valid, invalid, last, created);
    }

    private static OrdersResult result(
            List<Optional<OrderRequest>> given,
            Map<Integer, Order> valid,
            Map<Integer, List<FieldError>> invalid,
            Map<String, Order> stored,
            Set<String> created) {
        List<OrdersResult.Item> items = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            OrdersResult.Outcome outcome = Optional.ofNullable(valid.get(i))
                    .map(order -> outcome(order, stored, created))
                    .orElse(OrdersResult.Outcome.FAILED);
            items.add(new OrdersResult.Item(
                    i, given.get(i).map(OrderRequest::externalOrderId), outcome, invalid.getOrDefault(i, List.of())));
        }
        return OrdersResult.of(items);
    }

    private static OrdersResult.Outcome outcome(Order order, Map<String, Order> stored, Set<String> created) {
        if (stored.get(order.externalOrderId()) != order) {
            return OrdersResult.Outcome.REPLACED;
        }
        return created.contains(order.externalOrderId()) ? OrdersResult.Outcome.CREATED : OrdersResult.Outcome.UPDATED;
    }

    private static List<FieldError> named(int index, List<FieldError> errors) {
        String order = "orders[" + index + "]";
        return errors.stream()
                .map(error ->
                        new FieldError(error.field().isEmpty() ? order : order + "." + error.field(), error.detail()))
                .toList();
    }
}
