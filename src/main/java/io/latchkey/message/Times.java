package io.latchkey.message;

import io.latchkey.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Reads the times of clients: ISO 8601, a date or a date and a time, in UTC unless they name a zone. */
final class Times {

    private static final String DATE = "[12][0-9]{3}-[0-9]{2}-[0-9]{2}";
    private static final String TIME = "[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?";
    private static final String ZONE = "Z|[+-][0-9]{2}:[0-9]{2}";

    private Times() {}

    /**
     * The beginning of what the text names.
     *
     * @throws ProblemException 400, naming the field
     */
    static Instant from(String field, String text) {
        return read(field, text, false);
    }

    /**
     * The first instant after what the text names: of a date, the next day's beginning.
     *
     * @throws ProblemException 400, naming the field
     */
    static Instant until(String field, String text) {
        return read(field, text, true);
    }

    private static Instant read(String field, String text, boolean after) {
        // In a query a plus sign that nobody has escaped is a blank.
        String time = text.strip()
                .replaceFirst(" (?=[0-9]{2}:[0-9]{2}$)(?<=.{16,} )", "+")
                .replaceFirst("^(.{10}) ", "$1T");
        try {
            if (time.matches(DATE)) {
                LocalDate date = LocalDate.parse(time);
                return (after ? date.plusDays(1) : date).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            if (time.matches(DATE + TIME + "(?:" + ZONE + ")?")) {
                Instant at = time.matches(".*(?:" + ZONE + ")")
                        ? OffsetDateTime.parse(time).toInstant()
                        : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
                // The databases know microseconds.
                Instant known = at.truncatedTo(ChronoUnit.MICROS);
                return after ? known.plus(1, ChronoUnit.MICROS) : known;
            }
        } catch (DateTimeException noSuchDay) {
            // Said below, as for every other text.
        }
        throw ProblemException.invalid(
                field, "must be a date such as 2026-01-31, or a date and time such as 2026-01-31T23:59");
    }
}
