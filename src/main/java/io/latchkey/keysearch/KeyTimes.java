package io.latchkey.keysearch;

import io.latchkey.key.InactivityPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;

/**
 * The times and expressions that tell which keys {@code k} are enabled at one moment, and until when.
 *
 * @param cutOff the latest start of inactivity of keys that are no longer enabled
 * @param idleSeconds how long a key may remain unused
 */
record KeyTimes(Instant now, Instant cutOff, long idleSeconds) {

    static KeyTimes at(Instant now, InactivityPolicy inactivity) {
        // As precise as the databases' times; PostgreSQL would round.
        Instant exact = now.truncatedTo(ChronoUnit.MICROS);
        // No key is older; and PostgreSQL reads no time before the year 1 from a text, as a very long period would
        // give.
        Instant cutOff =
                Collections.max(List.of(inactivity.cutOff(exact).truncatedTo(ChronoUnit.MICROS), Instant.EPOCH));
        return new KeyTimes(exact, cutOff, inactivity.period().toSeconds());
    }

    /** Returns the expression of the time at which a key becomes inactive unless it is used. */
    private String idleEnd() {
        return "k.idle_since + INTERVAL '" + idleSeconds + "' SECOND";
    }

    /** Returns the expression of the time at which an enabled key becomes inactive or expires. */
    String end() {
        return "CASE WHEN k.expires_at < " + idleEnd() + " THEN k.expires_at ELSE " + idleEnd() + " END";
    }

    /** Returns since when a key is idle that becomes inactive at the given time. */
    Instant idleSince(Instant idleEnd) {
        return idleEnd.minusSeconds(idleSeconds);
    }
}
