package io.latchkey.order;

import java.util.Arrays;
import java.util.Optional;

/** How far an order is. */
public enum OrderStatus {
    INITIALIZED,
    IN_PROGRESS,
    DELIVERED,
    CANCELLED,
    ABANDONED_SHOPPING_CART;

    /** The status with this name, in capitals or not. */
    static Optional<OrderStatus> named(String name) {
        return Arrays.stream(values())
                .filter(status -> status.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }
}
