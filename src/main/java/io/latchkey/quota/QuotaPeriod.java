package io.latchkey.quota;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** When a quota is full again: with each day or month of UTC. */
public enum QuotaPeriod {
    DAY,
    MONTH;

    /** The start of the period that the instant lies in. */
    public Instant start(Instant at) {
        ZonedDateTime day = at.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        return (this == DAY ? day : day.withDayOfMonth(1)).toInstant();
    }

    /** The end of the period that the instant lies in, which is the start of the next. */
    public Instant end(Instant at) {
        ZonedDateTime start = start(at).atZone(ZoneOffset.UTC);
        return (this == DAY ? start.plusDays(1) : start.plusMonths(1)).toInstant();
    }
}
