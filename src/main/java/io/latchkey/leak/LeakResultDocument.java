package io.latchkey.leak;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.key.KeyLeak;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of the reports.
 *
 * @param results the results, in the order of the reports
 */
record LeakResultDocument(List<Item> results) {

    /** The possible outcomes of a report. */
    enum Outcome {
        /** The key is disabled, by this or an earlier report. */
        DISABLED,
        /** A rotation had already ended this secret; the key is unchanged. */
        ENDED,
        /** The token is not a key of the organisation. */
        UNKNOWN
    }

    /**
     * The outcome of a report.
     *
     * @param number the key's number
     */
    @Schema(name = "LeakResult")
    record Item(
            Outcome outcome,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> number) {

        static Item of(Optional<KeyLeak.Done> done) {
            return new Item(
                    done.map(key -> key.disabled() ? Outcome.DISABLED : Outcome.ENDED)
                            .orElse(Outcome.UNKNOWN),
                    done.map(KeyLeak.Done::number));
        }
    }
}
