package io.latchkey.usage;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a cron expression, as the set of numbers that it matches. Supports lists, ranges, steps, and
 * names of months and weekdays.
 *
 * @param isRestricted whether it does not begin with an asterisk
 */
record CronField(BitSet numbers, boolean isRestricted) {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private static final Pattern PART = Pattern.compile("(?:\\*|(\\w{1,3})(-(\\w{1,3}))?)(/([1-9][0-9]?))?");

    static CronField minute(String text) {
        return parse(text, "minute", 0, 59, List.of());
    }

    static CronField hour(String text) {
        return parse(text, "hour", 0, 23, List.of());
    }

    static CronField dayOfMonth(String text) {
        return parse(text, "day of month", 1, 31, List.of());
    }

    static CronField month(String text) {
        return parse(text, "month", 1, 12, MONTHS);
    }

    /** Accepts both 0 and 7 for Sunday. */
    static CronField dayOfWeek(String text) {
        CronField field = parse(text, "day of week", 0, 7, DAYS);
        if (field.numbers.get(7)) {
            field.numbers.set(0);
        }
        return field;
    }

    boolean has(int number) {
        return numbers.get(number);
    }

    private static CronField parse(String text, String name, int first, int last, List<String> names) {
        BitSet numbers = new BitSet();
        for (String part : text.split(",", -1)) {
            Matcher form = PART.matcher(part);
            if (!form.matches()) {
                throw wrong(name, text);
            }
            boolean stepped = form.group(4) != null;
            int from = form.group(1) == null ? first : number(form.group(1), name, first, names);
            int to = form.group(3) != null
                    ? number(form.group(3), name, first, names)
                    : form.group(1) == null || stepped ? last : from;
            if (from < first || to > last || from > to) {
                throw wrong(name, text);
            }
            int step = stepped ? Integer.parseInt(form.group(5)) : 1;
            for (int number = from; number <= to; number += step) {
                numbers.set(number);
            }
        }
        return new CronField(numbers, !text.startsWith("*"));
    }

    private static int number(String text, String name, int first, List<String> names) {
        int place = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (place >= 0) {
            return place + first;
        }
        if (!text.matches("[0-9]{1,2}")) {
            throw wrong(name, text);
        }
        return Integer.parseInt(text);
    }

    private static IllegalArgumentException wrong(String name, String text) {
        return new IllegalArgumentException("latchkey.inactivity.schedule: " + name + " cannot be " + text);
    }
}
