package io.latchkey.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the list of what has become of messages, which is in the order of time; clients go on from there.
 *
 * @param messageId of what happened at the same time, the messages are in the order of their ids
 * @param status and a message's outcomes in the order of their names
 */
public record ActivityPlace(Instant happenedAt, long messageId, String status) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})-([0-9]{1,6})-([0-9]{1,18})-([A-Z]{1,20})");

    /** The place before everything from a time on. */
    public static ActivityPlace before(Instant from) {
        return new ActivityPlace(from, -1, "");
    }

    /** Reads what {@link #toString} wrote. */
    public static Optional<ActivityPlace> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(read(form)) : Optional.empty();
    }

    private static ActivityPlace read(MatchResult form) {
        Instant at = Instant.ofEpochSecond(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)) * 1000);
        return new ActivityPlace(at, Long.parseLong(form.group(3)), form.group(4));
    }

    /** The form for clients: seconds, microseconds, message, outcome. */
    @Override
    public String toString() {
        return happenedAt.getEpochSecond() + "-" + happenedAt.getNano() / 1000 + "-" + messageId + "-" + status;
    }
}
