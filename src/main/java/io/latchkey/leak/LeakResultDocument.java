package io.latchkey.leak;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.key.KeyLeak;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What the reports have come to.
 *
 * @param results in the order of the reports
 */
record LeakResultDocument(List<Item> results) {

    /** What can become of one. */
    enum Outcome {
        /** The key is disabled, now or since an earlier report. */
        DISABLED,
        /** A rotation had ended this secret before; the key is as it was. */
        ENDED,
        /** It is no key of the organisation. */
        UNKNOWN
    }

    /**
     * What became of one.
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
