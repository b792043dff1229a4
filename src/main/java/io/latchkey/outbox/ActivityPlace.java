package io.latchkey.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in the chronological list of message outcomes, which clients use to resume reading.
 *
 * @param messageId the message's id, which orders outcomes that happened at the same time
 * @param status the outcome's name, which orders the outcomes of one message
 */
public record ActivityPlace(Instant happenedAt, long messageId, String status) {

    private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,12})-([0-9]{1,6})-([0-9]{1,18})-([A-Z]{1,20})");

    /** Returns the position before all outcomes that happened at or after the given time. */
    public static ActivityPlace before(Instant from) {
        return new ActivityPlace(from, -1, "");
    }

    /** Parses the form written by {@link #toString}. */
    public static Optional<ActivityPlace> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(read(form)) : Optional.empty();
    }

    private static ActivityPlace read(MatchResult form) {
        Instant at = Instant.ofEpochSecond(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)) * 1000);
        return new ActivityPlace(at, Long.parseLong(form.group(3)), form.group(4));
    }

    /** Returns the form for clients: seconds (negative before 1970), microseconds, message id and outcome. */
    @Override
    public String toString() {
        return happenedAt.getEpochSecond() + "-" + happenedAt.getNano() / 1000 + "-" + messageId + "-" + status;
    }
}
