package io.latchkey.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in the placeholders of a text, and nothing more: there are no expressions, loops or conditions to
 * execute.
 *
 * <p>A placeholder is {@code $!data.get('name')}, which may descend into an object or a list
 * ({@code .get('name').get(0)}); {@code ${name}}; or {@code %NAME%} or {@code %NAME|otherwise%}. A
 * placeholder without a value becomes empty. A percent sign followed by two hexadecimal digits is treated as
 * a URL escape unless there is a value.
 */
public final class Placeholders {

    /**
     * The maximum length of a filled text, in characters; without it, a small request could create a huge
     * mail.
     */
    private static final int MAX_LENGTH = 2_000_000;

    /** RFC 5322, section 2.1.1. */
    private static final int MAX_LINE = 998;

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\$!?\\{?data((?:\\.get\\((?:'[^'\\n]{1,100}'|\"[^\"\\n]{1,100}\"|[0-9]{1,4})\\)){1,10})\\}?"
                    + "|\\$!?\\{([A-Za-z][A-Za-z0-9_.-]{0,99})\\}"
                    + "|%(?![0-9A-Fa-f]{2}%)([A-Za-z][A-Za-z0-9_.]{0,99})(\\|[^%\\n]{0,200})?%");
    private static final Pattern STEP = Pattern.compile("'([^']+)'|\"([^\"]+)\"|\\(([0-9]+)\\)");
    private static final Pattern ESCAPE = Pattern.compile("[0-9A-Fa-f]{2}.*");
    private static final Pattern DIRECTIVE =
            Pattern.compile("#\\{?(foreach|if|elseif|set|parse|include|macro|evaluate|define)\\}?\\s{0,5}\\(");

    private Placeholders() {}

    /** Returns the text filled in for an HTML mail; empty when that is longer than 2 million characters. */
    public static Optional<String> fillHtml(String text, Filling filling) {
        return fill(text, filling, HtmlEscape::escape, MAX_LENGTH);
    }

    /** Returns the text filled in without escaping; empty when that is longer than 2 million characters. */
    public static Optional<String> fillText(String text, Filling filling) {
        return fillText(text, filling, MAX_LENGTH);
    }

    /**
     * Returns the text filled in without escaping; empty when that is longer than {@code maxLength}
     * characters.
     */
    public static Optional<String> fillText(String text, Filling filling, int maxLength) {
        return fill(text, filling, UnaryOperator.identity(), maxLength);
    }

    /**
     * Returns the text filled in for a header: one line of at most 998 characters. What comes after these is not
     * filled in.
     */
    public static String fillLine(String text, Filling filling) {
        Line line = new Line();
        fill(text, filling, UnaryOperator.identity(), line::append);
        return line.text();
    }

    /**
     * Returns a Velocity directive in the text, which would not be executed here; empty if there is none.
     */
    public static Optional<String> directive(String text) {
        Matcher directive = DIRECTIVE.matcher(text);
        return directive.find() ? Optional.of("#" + directive.group(1)) : Optional.empty();
    }

    private static Optional<String> fill(String text, Filling filling, UnaryOperator<String> escape, int maxLength) {
        StringBuilder filled = new StringBuilder(text.length() + 64);
        fill(text, filling, escape, part -> filled.append(part).length() <= maxLength);
        return filled.length() > maxLength ? Optional.empty() : Optional.of(filled.toString());
    }

    /** Gives the filled text part by part, until no more can be appended. */
    private static void fill(String text, Filling filling, UnaryOperator<String> escape, Parts parts) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int done = 0;
        while (placeholder.find()) {
            if (!parts.append(text.substring(done, placeholder.start()))
                    || !parts.append(value(placeholder, filling, escape))) {
                return;
            }
            done = placeholder.end();
        }
        parts.append(text.substring(done));
    }

    private static String value(MatchResult placeholder, Filling filling, UnaryOperator<String> escape) {
        if (placeholder.group(1) != null) {
            return filling.at(steps(placeholder.group(1))).map(escape).orElse("");
        }
        if (placeholder.group(2) != null) {
            return filling.named(placeholder.group(2)).map(escape).orElse("");
        }
        String otherwise = placeholder.group(4);
        return filling.named(placeholder.group(3)).map(escape).orElseGet(() -> {
            if (otherwise != null) {
                return otherwise.substring(1);
            }
            return ESCAPE.matcher(placeholder.group(3)).matches() ? placeholder.group() : "";
        });
    }

    private static List<String> steps(String gets) {
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(gets);
        while (step.find()) {
            steps.add(step.group(1) != null ? step.group(1) : step.group(2) != null ? step.group(2) : step.group(3));
        }
        return steps;
    }

    /** Takes a filled text part by part. */
    private interface Parts {

        /** Appends the part, or its beginning, and returns whether more can be appended. */
        boolean append(String part);
    }

    /** A line that is being filled, with one blank for several line breaks and control characters in a row. */
    private static final class Line {

        private final StringBuilder text = new StringBuilder();
        private boolean broken;

        /** Appends as much of the part as fits, and returns whether more would fit. */
        boolean append(String part) {
            for (int i = 0; i < part.length() && text.length() <= MAX_LINE; i++) {
                char c = part.charAt(i);
                boolean breaks = isBreak(c);
                if (!breaks || !broken) {
                    text.append(breaks ? ' ' : c);
                }
                broken = breaks;
            }
            return text.length() <= MAX_LINE;
        }

        private static boolean isBreak(char c) {
            int type = Character.getType(c);
            return type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
        }

        /** Returns the line, which has one character more than it may if there was more. */
        String text() {
            if (text.length() <= MAX_LINE) {
                return text.toString();
            }
            // Do not split a surrogate pair.
            int end = Character.isHighSurrogate(text.charAt(MAX_LINE - 1)) ? MAX_LINE - 1 : MAX_LINE;
            return text.substring(0, end);
        }
    }
}
