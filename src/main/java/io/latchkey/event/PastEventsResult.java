package io.latchkey.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The outcome of a request to store past events.
 *
 * @param stored the number of new events
 * @param repeated the number of events already stored
 * @param failed the number of invalid events, which were not stored
 * @param results the individual outcomes, in the order of the request
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

    /** The possible outcomes of one event. */
    public enum Outcome {
        STORED,
        REPEATED,
        FAILED
    }

    /**
     * The outcome of one event.
     *
     * @param index the event's position in the request, from 0
     * @param errors why it failed
     */
    @Schema(name = "PastEventResult")
    public record Item(
            int index,
            Outcome status,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {}
}
