package io.latchkey.event;

import io.latchkey.json.IsoTime;
import io.latchkey.json.StorableText;
import io.latchkey.problem.FieldError;
import io.latchkey.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Selects the events of an organisation to delete.
 *
 * @param eventTypeKey the type of the events
 * @param keyValue the key value of the events; empty for all
 * @param from only events that happened at this instant or later
 * @param until only events that happened before this instant
 */
record EventSelection(String eventTypeKey, Optional<String> keyValue, Optional<Instant> from, Optional<Instant> until) {

    /** The API description of the parameter {@code eventTypeKey}. */
    static final String KIND = "the type of the events";

    /** The API description of the parameter {@code keyValue}. */
    static final String KEY_VALUE = "only events with this key value";

    /** The API description of the parameter {@code from}. */
    static final String FROM = "a date or time in ISO 8601: only events from then on";

    /** The API description of the parameter {@code to}. */
    static final String TO = "a date or time in ISO 8601: only events up to then; a date includes the whole day";

    /**
     * Creates the selection from query parameters; a date as the end includes the whole day.
     *
     * @throws ProblemException 400, when the type is missing or a parameter is not valid
     */
    static EventSelection of(
            Optional<String> eventTypeKey, Optional<String> keyValue, Optional<String> from, Optional<String> to) {
        List<FieldError> errors = new ArrayList<>();
        if (eventTypeKey.isEmpty()) {
            errors.add(new FieldError("eventTypeKey", "is required"));
        }
        eventTypeKey.ifPresent(text -> check("eventTypeKey", text, EventContent.MAX_TYPE, errors));
        keyValue.ifPresent(text -> check("keyValue", text, EventContent.MAX_KEY_VALUE, errors));
        Optional<Instant> start = time("from", from, IsoTime::from, errors);
        Optional<Instant> end = time("to", to, IsoTime::until, errors);
        if (start.isPresent() && end.isPresent() && !end.get().isAfter(start.get())) {
            errors.add(new FieldError("to", "must not be before from"));
        }
        ProblemException.throwIfAny(errors);
        return new EventSelection(eventTypeKey.orElseThrow(), keyValue, start, end);
    }

    private static void check(String name, String text, int maxLength, List<FieldError> errors) {
        if (text.isBlank() || text.length() > maxLength || !StorableText.isStorable(text)) {
            errors.add(new FieldError(name, "must be text of 1 to " + maxLength + " characters"));
        }
    }

    private static Optional<Instant> time(
            String name, Optional<String> text, Function<String, Optional<Instant>> parser, List<FieldError> errors) {
        Optional<Instant> parsed = text.flatMap(parser);
        if (text.isPresent() && parsed.isEmpty()) {
            errors.add(new FieldError(name, IsoTime.EXPECTED));
        }
        return parsed;
    }
}
