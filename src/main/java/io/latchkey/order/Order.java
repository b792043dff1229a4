package io.latchkey.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * A valid order.
 *
 * @param externalOrderId the order's number in the shop, which identifies it
 * @param totalCost in the order's currency, like every amount
 * @param placedAt when the order was placed
 * @param details the optional columns, in {@link OrderStore}'s order; empty ones remain unchanged
 * @param items the products; if empty, they remain unchanged
 */
record Order(
        String externalOrderId,
        BigDecimal totalCost,
        OrderStatus status,
        Instant placedAt,
        Currency currency,
        List<Optional<Object>> details,
        Optional<List<OrderItem>> items) {}
