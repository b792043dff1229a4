package io.latchkey.quota;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of requests per period.
 *
 * @param requests at least 1
 * @param period from a second to a day
 */
public record RateLimit(long requests, Duration period) implements Serializable {

    /** The required format, for error messages. */
    public static final String RULE = "must be a number and a duration from PT1S to P1D, such as 100/PT1M";

    private static final String NONE = "none";
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})/(P\\S{1,30})");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Parses a text such as {@code 100/PT1M}; empty if it is not of that form. */
    public static Optional<RateLimit> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Duration period = duration(form.group(2));
        boolean inBounds = period.compareTo(SHORTEST) >= 0 && period.compareTo(LONGEST) <= 0;
        return inBounds ? Optional.of(new RateLimit(Long.parseLong(form.group(1)), period)) : Optional.empty();
    }

    /** Returns the limit whose {@link #text} has been stored. */
    public static RateLimit stored(String text) {
        return parse(text).orElseThrow(() -> new IllegalStateException("A stored rate limit is not valid"));
    }

    /**
     * Parses a setting; {@code none} or an empty one means no limit. An empty one is not enough where there is a
     * default, since some servers then take that.
     *
     * @param property the setting's name, for the error message
     * @throws IllegalArgumentException if the text is not of the form
     */
    public static Optional<RateLimit> setting(String property, Optional<String> text) {
        return text.map(String::strip).filter(setting -> !setting.equals(NONE)).map(setting -> parse(setting)
                .orElseThrow(() -> new IllegalArgumentException(property + " " + RULE)));
    }

    /** Returns the format read by {@link #parse}, normalised so that equal limits have the same text. */
    @JsonValue
    public String text() {
        return requests + "/" + period;
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException none) {
            return Duration.ZERO;
        }
    }
}
