package io.latchkey.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A valid order.
 *
 * @param externalOrderId the order's number in the shop, which identifies it
 * @param totalCost in the order's currency, like every amount
 * @param placedAt when the order was placed
 * @param details texts and amounts; those that are empty remain unchanged
 * @param items the products; if empty, they remain unchanged
 */
record Order(
        String externalOrderId,
        BigDecimal totalCost,
        OrderStatus status,
        Instant placedAt,
        Currency currency,
        Map<OrderDetail, Optional<?>> details,
        Optional<List<OrderItem>> items) {

    Order {
        details = Map.copyOf(details);
    }

    /** Returns the value of a detail, as its column stores it; empty if the detail remains unchanged. */
    Optional<?> detail(OrderDetail detail) {
        return details.getOrDefault(detail, Optional.empty());
    }
}
