package io.latchkey.event;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.latchkey.json.TextOrNumber;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Past events as sent by an integration.
 *
 * @param events 1 to 500 events, each bound and validated separately ({@link PastEventReader}), so that an invalid one
 *     does not affect the others
 */
public record PastEventsRequest(
        @Schema(implementation = Item[].class) @NotNull @Size(min = 1, max = MAX_EVENTS)
        List<JsonNode> events) {

    static final int MAX_EVENTS = 500;

    /**
     * One event.
     *
     * @param occurredOn when it happened ({@link io.latchkey.json.IsoTime})
     */
    @Schema(name = "PastEvent")
    public record Item(
            @NotBlank @Size(max = EventContent.MAX_TYPE) String eventTypeKey,

            @JsonDeserialize(using = TextOrNumber.class) @Size(max = EventContent.MAX_KEY_VALUE)
            String keyValue,

            @JsonAlias("parameters") JsonNode params,

            @JsonAlias({"occurred", "occurredAt"}) @NotBlank String occurredOn) {}
}
