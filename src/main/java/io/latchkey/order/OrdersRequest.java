package io.latchkey.order;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Orders as sent by a shop.
 *
 * @param orders 1 to 1000 orders, each validated separately, so that an invalid one does not affect the
 *     others
 */
public record OrdersRequest(
        @NotNull @Size(min = 1, max = MAX_ORDERS) List<OrderRequest> orders) {

    static final int MAX_ORDERS = 1000;
}
