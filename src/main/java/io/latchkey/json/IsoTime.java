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
import java.util.Optional;

/**
 * Dates and times as clients write them in ISO 8601: {@code 2024-05-14}, {@code 2024-05-14T10:11}, with seconds and their
 * fraction, with an offset ({@code Z}, {@code +03:00}, {@code +0300}, {@code +03}). Without an offset it is UTC, without a
 * time the day's beginning. Years have four digits; what is finer than a microsecond is cut off.
 */
public final class IsoTime {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 4, SignStyle.NEVER)
            .appendPattern("-MM-dd")
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int DATE_LENGTH = "2024-05-14".length();

    private IsoTime() {}

    /** The instant that the text names, if it is of one of the forms. */
    public static Optional<Instant> parse(String text) {
        try {
            TemporalAccessor parsed = FORMAT.parse(text);
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

    /** The same, but the last microsecond of the day where the text is a date: the end of a period that includes it. */
    public static Optional<Instant> parseEnd(String text) {
        Optional<Instant> start = parse(text);
        return text.length() > DATE_LENGTH
                ? start
                : start.map(day -> day.plus(1, ChronoUnit.DAYS).minus(1, ChronoUnit.MICROS));
    }
}
