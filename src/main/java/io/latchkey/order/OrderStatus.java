package io.latchkey.order;

import java.util.Arrays;
import java.util.Optional;

/** The progress of an order. */
public enum OrderStatus {
    INITIALIZED,
    IN_PROGRESS,
    DELIVERED,
    CANCELLED,
    ABANDONED_SHOPPING_CART;

    /** Returns the status with the given name, ignoring case. */
    static Optional<OrderStatus> named(String name) {
        return Arrays.stream(values())
                .filter(status -> status.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }
}
