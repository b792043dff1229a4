package io.latchkey.limit;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many requests in a period.
 *
 * @param requests at least 1
 * @param period from a second to a day
 */
record RateLimit(long requests, Duration period) {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})/(P\\S+)");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Reads {@code 100/PT1M}; no text is no limit.
     *
     * @param property the setting, for the error
     * @throws IllegalArgumentException when the text is not of that form
     */
    static Optional<RateLimit> parse(String property, Optional<String> text) {
        return text.map(setting -> {
            Matcher form = FORM.matcher(setting.strip());
            if (form.matches()) {
                Duration period = duration(form.group(2));
                if (period.compareTo(SHORTEST) >= 0 && period.compareTo(LONGEST) <= 0) {
                    return new RateLimit(Long.parseLong(form.group(1)), period);
                }
            }
            throw new IllegalArgumentException(
                    property + " must be a number and a duration from PT1S to P1D, as in 100/PT1M");
        });
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException none) {
            return Duration.ZERO;
        }
    }
}
