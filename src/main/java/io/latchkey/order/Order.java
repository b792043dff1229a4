package io.latchkey.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumMap;
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

    /**
     * Returns the order after a later update of it: what the update leaves out has the value that it has
     * here, as if this order had been stored before.
     */
    Order updatedBy(Order later) {
        Map<OrderDetail, Optional<?>> merged = new EnumMap<>(OrderDetail.class);
        for (OrderDetail detail : OrderDetail.values()) {
            Optional<?> value = later.detail(detail);
            merged.put(detail, value.isPresent() ? value : detail(detail));
        }
        return new Order(
                later.externalOrderId,
                later.totalCost,
                later.status,
                later.placedAt,
                later.currency,
                merged,
                later.items.or(() -> items));
    }

    /** Returns the value of a detail, as its column stores it; empty if the detail remains unchanged. */
    Optional<?> detail(OrderDetail detail) {
        return details.getOrDefault(detail, Optional.empty());
    }
}
