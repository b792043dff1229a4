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
 * Dates and times as clients write them in ISO 8601: {@code 2024-05-14}, {@code 2024-05-14T10:11}, with seconds and their
 * fraction, with an offset ({@code Z}, {@code +03:00}, {@code +0300}, {@code +03}). Without an offset it is UTC. Years have
 * four digits; what is finer than a microsecond is cut off, as the databases know none. A day has no 24th hour, a minute no
 * 60th second: a leap second is none of the forms.
 *
 * <p>Some clients write a blank for the {@code T}; and in a query a plus sign that nobody has escaped is one.
 */
public final class IsoTime {

    /** What a field or parameter that is none of the forms must be. */
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

    /** The beginning of what the text names, of a date that of its day in UTC; empty if it is of none of the forms. */
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
     * The first instant after what the text names: of a date the next day's beginning, of a time the microsecond after it.
     * The end, exclusive, of a period that includes what the text names.
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
