package io.latchkey.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a request to store orders.
 *
 * @param failedOrders the invalid orders, which were not stored
 * @param results the individual outcomes of all orders, in the order of the request
 */
public record OrdersResult(List<Item> failedOrders, List<Item> results) {

    static OrdersResult of(List<Item> results) {
        return new OrdersResult(
                results.stream().filter(item -> item.status() == Outcome.FAILED).toList(), results);
    }

    /** The possible outcomes of one order. */
    public enum Outcome {
        CREATED,
        UPDATED,
        /**
         * The same order occurs again later in the request; that occurrence was stored, with what it leaves out
         * from this one.
         */
        REPLACED,
        FAILED
    }

    /**
     * The outcome of one order.
     *
     * @param index the order's position in the request, from 0
     * @param errors why it failed
     */
    @Schema(name = "OrderResult")
    public record Item(
            int index,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> externalOrderId,
            Outcome status,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {}
}
