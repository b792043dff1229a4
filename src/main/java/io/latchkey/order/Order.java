package io.latchkey.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * A valid order.
 *
 * @param externalOrderId its number in the shop, by which it is known
 * @param totalCost in its currency, as every amount
 * @param placedAt when it was made
 * @param details the columns of what may be left out, in {@link OrderStore}'s order; none stays as it was
 * @param items the products; none leaves them as they were
 */
record Order(
        String externalOrderId,
        BigDecimal totalCost,
        OrderStatus status,
        Instant placedAt,
        Currency currency,
        List<Optional<Object>> details,
        Optional<List<OrderItem>> items) {}
