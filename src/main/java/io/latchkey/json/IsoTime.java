package io.latchkey.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads dates and times that clients write in ISO 8601: {@code 2024-05-14}, {@code 2024-05-14T10:11}, with
 * seconds and a fraction of a second, with an offset ({@code Z}, {@code +03:00}, {@code +0300}, {@code +03}).
 * Without an offset, the time is in UTC. Years have four digits. Anything finer than a microsecond is
 * truncated, as the databases do not support it. There is no hour 24 and no second 60: leap seconds are not
 * accepted.
 *
 * <p>Some clients write a space instead of {@code T}; and in a query, an unescaped plus sign is read as a
 * space.
 */
public final class IsoTime {

    /** The error message for a field or parameter that has none of these forms. */
    public static final String EXPECTED = "must be a date or time in ISO 8601, such as 2024-05-14 or 2024-05-14T10:11";

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(ChronoField.YEAR, 4, 4, SignStyle.NEVER)
            .appendPattern("-MM-dd")
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXXXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int DATE_LENGTH = "2024-05-14".length();

    private IsoTime() {}

    /**
     * Returns the instant at which the given date or time begins, or empty if it has none of the forms. A
     * date begins with its day in UTC.
     */
    public static Optional<Instant> from(String text) {
        try {
            TemporalAccessor parsed = FORMAT.parse(spelt(text));
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            return Optional.of(LocalDate.from(parsed)
                    .atTime(time == null ? LocalTime.MIDNIGHT : time)
                    .toInstant(offset == null ? ZoneOffset.UTC : offset)
                    .truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }

    /**
     * Returns the first instant after the given date or time: for a date, the beginning of the next day; for
     * a time, the microsecond after it. This is the exclusive end of a period that includes the given date or
     * time.
     */
    public static Optional<Instant> until(String text) {
        boolean date = text.strip().length() == DATE_LENGTH;
        return from(text).map(start -> date ? start.plus(1, ChronoUnit.DAYS) : start.plus(1, ChronoUnit.MICROS));
    }

    private static String spelt(String text) {
        String spelt = text.strip();
        if (spelt.length() <= DATE_LENGTH) {
            return spelt;
        }
        char separator = spelt.charAt(DATE_LENGTH);
        return spelt.substring(0, DATE_LENGTH)
                + (separator == ' ' ? 'T' : separator)
                + spelt.substring(DATE_LENGTH + 1).replace(' ', '+');
    }
}
