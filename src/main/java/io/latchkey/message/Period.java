package io.latchkey.message;

import io.latchkey.json.IsoTime;
import io.latchkey.problem.ProblemException;
import java.time.Instant;

/**
 * A time range that a client asks about.
 *
 * @param from the first instant of it
 * @param until the first instant after it
 */
record Period(Instant from, Instant until) {

    /** What the parameter {@code dateFrom} is, for the description of the API. */
    static final String FROM = "a date or time in ISO 8601; inclusive";

    /** What the parameter {@code dateTo} is. */
    static final String TO = "a date or time in ISO 8601; inclusive; a date includes the whole day";

    /**
     * The range between the parameters {@code dateFrom} and {@code dateTo}, both included; a date as the end is its whole day.
     *
     * @throws ProblemException 400, naming the parameter that is neither a date nor a time ({@link IsoTime})
     */
    static Period of(String dateFrom, String dateTo) {
        return new Period(
                IsoTime.from(dateFrom).orElseThrow(() -> invalid("dateFrom")),
                IsoTime.until(dateTo).orElseThrow(() -> invalid("dateTo")));
    }

    private static ProblemException invalid(String parameter) {
        return ProblemException.invalid(parameter, IsoTime.EXPECTED);
    }
}
