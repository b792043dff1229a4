package io.latchkey.quota;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** The period after which a quota is reset: each day or month in UTC. */
public enum QuotaPeriod {
    DAY,
    MONTH;

    /** Returns the start of the period that contains the instant. */
    public Instant start(Instant at) {
        ZonedDateTime day = at.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        return (this == DAY ? day : day.withDayOfMonth(1)).toInstant();
    }

    /** Returns the end of the period that contains the instant, which is the start of the next. */
    public Instant end(Instant at) {
        ZonedDateTime start = start(at).atZone(ZoneOffset.UTC);
        return (this == DAY ? start.plusDays(1) : start.plusMonths(1)).toInstant();
    }
}
