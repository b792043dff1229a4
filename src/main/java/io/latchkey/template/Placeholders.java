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

    /** Returns the text filled in for a header: one line of at most 998 characters. */
    public static String fillLine(String text, Filling filling) {
        String line = fillText(text, filling).orElse("").replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        if (line.length() <= MAX_LINE) {
            return line;
        }
        // Do not split a surrogate pair.
        int end = Character.isHighSurrogate(line.charAt(MAX_LINE - 1)) ? MAX_LINE - 1 : MAX_LINE;
        return line.substring(0, end);
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
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int done = 0;
        while (placeholder.find()) {
            filled.append(text, done, placeholder.start()).append(value(placeholder, filling, escape));
            done = placeholder.end();
            if (filled.length() > maxLength) {
                return Optional.empty();
            }
        }
        filled.append(text, done, text.length());
        return filled.length() > maxLength ? Optional.empty() : Optional.of(filled.toString());
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
}
