package io.latchkey.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What became of the orders of a request.
 *
 * @param failedOrders those that are invalid and were not stored
 * @param results all, one by one, in the order of the request
 */
public record OrdersResult(List<Item> failedOrders, List<Item> results) {

    static OrdersResult of(List<Item> results) {
        return new OrdersResult(
                results.stream().filter(item -> item.status() == Outcome.FAILED).toList(), results);
    }

    /** What can become of one order. */
    public enum Outcome {
        CREATED,
        UPDATED,
        /** The same order comes again further down in the request, and only that one was stored. */
        REPLACED,
        FAILED
    }

    /**
     * What became of one order.
     *
     * @param index its place in the request, from 0
     * @param errors why it failed
     */
    @Schema(name = "OrderResult")
    public record Item(
            int index,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> externalOrderId,
            Outcome status,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {}
}
