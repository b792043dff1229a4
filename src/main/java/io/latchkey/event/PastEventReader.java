package io.latchkey.event;

import io.latchkey.json.IsoTime;
import io.latchkey.problem.ProblemException;
import io.latchkey.rest.BodyBinder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Binds and validates a single past event of a request. */
@Singleton
public class PastEventReader {

    /**
     * How far in the future an event may lie, to allow for a local time without an offset, which is read as
     * UTC.
     */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final BodyBinder binder;
    private final EventReader reader;
    private final Clock clock;

    @Inject
    public PastEventReader(BodyBinder binder, EventReader reader, Clock clock) {
        this.binder = binder;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Returns the event.
     *
     * @throws ProblemException 400, when it is not valid; field names are relative to the item
     */
    PastEvent read(Optional<JsonNode> given, ParamsForm form) {
        PastEventsRequest.Item item = given.map(event -> binder.bind(event, PastEventsRequest.Item.class))
                .orElseThrow(() -> ProblemException.invalid("", "must be a JSON object"));
        Instant occurredAt = IsoTime.from(item.occurredOn())
                .filter(time -> time.isBefore(clock.instant().plus(AHEAD)))
                .orElseThrow(() -> ProblemException.invalid(
                        "occurredOn",
                        "must be a past date or time in ISO 8601, such as 2024-05-14 or 2024-05-14T10:11"));
        EventContent content = reader.read(
                item.eventTypeKey(), Optional.ofNullable(item.keyValue()), Optional.ofNullable(item.params()), form);
        return new PastEvent(content, occurredAt);
    }
}
