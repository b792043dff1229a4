package io.latchkey.order;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Orders as sent by a shop.
 *
 * @param orders 1 to 1000 orders, each bound and validated separately ({@link OrderReader}), so that an invalid one
 *     does not affect the others
 */
public record OrdersRequest(
        @Schema(implementation = OrderRequest[].class) @NotNull @Size(min = 1, max = MAX_ORDERS)
        List<JsonNode> orders) {

    static final int MAX_ORDERS = 1000;
}
