package io.latchkey.message;

import io.latchkey.json.IsoTime;
import io.latchkey.problem.ProblemException;
import java.time.Instant;

/**
 * A time range requested by a client.
 *
 * @param from the first instant of the range
 * @param until the first instant after the range
 */
record Period(Instant from, Instant until) {

    /** The API description of the parameter {@code dateFrom}. */
    static final String FROM = "a date or time in ISO 8601; inclusive";

    /** The API description of the parameter {@code dateTo}. */
    static final String TO = "a date or time in ISO 8601; inclusive; a date includes the whole day";

    /**
     * Returns the range from {@code dateFrom} to {@code dateTo}, both inclusive; a date as the end includes
     * the whole day.
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
