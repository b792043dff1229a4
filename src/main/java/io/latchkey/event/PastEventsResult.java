package io.latchkey.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What became of the past events of a request.
 *
 * @param stored how many are new
 * @param repeated how many were there already
 * @param failed how many are invalid and were not stored
 * @param results one by one, in the order of the request
 */
public record PastEventsResult(long stored, long repeated, long failed, List<Item> results) {

    static PastEventsResult of(List<Item> results) {
        return new PastEventsResult(
                count(results, Outcome.STORED),
                count(results, Outcome.REPEATED),
                count(results, Outcome.FAILED),
                results);
    }

    private static long count(List<Item> results, Outcome outcome) {
        return results.stream().filter(item -> item.status() == outcome).count();
    }

    /** What can become of one event. */
    public enum Outcome {
        STORED,
        REPEATED,
        FAILED
    }

    /**
     * What became of one event.
     *
     * @param index its place in the request, from 0
     * @param errors why it failed
     */
    @Schema(name = "PastEventResult")
    public record Item(
            int index,
            Outcome status,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {}
}
