package io.latchkey.order;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Orders as a shop sends them.
 *
 * @param orders 1 to 1000; each is checked by itself, so that one that is invalid does not keep out the others
 */
public record OrdersRequest(
        @NotNull @Size(min = 1, max = MAX_ORDERS) List<OrderRequest> orders) {

    static final int MAX_ORDERS = 1000;
}
