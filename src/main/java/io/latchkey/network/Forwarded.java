package io.latchkey.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the header {@code Forwarded} (RFC 7239, section 4). */
final class Forwarded {

    /** A colon requires quotes, but proxies that write a port without them are understood as well. */
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z:-]++";

    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";

    /** Matches an optional pair, up to the next one or the end. */
    private static final Pattern PAIR =
            Pattern.compile("\\G[ \t]*+(?:(" + TOKEN + ")=(" + TOKEN + "|" + QUOTED + ")[ \t]*+)?(?:;|\\z)");

    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private Forwarded() {}

    /**
     * Returns the elements of a line, one per proxy. They are separated from the right, where the proxies
     * write, so that a quote left open by a client does not swallow what a proxy has appended.
     */
    static List<String> elements(String line) {
        List<String> elements = new ArrayList<>();
        int end = line.length();
        boolean quoted = false;
        for (int i = line.length() - 1; i >= 0; i--) {
            char character = line.charAt(i);
            if (character == '"' && !(quoted && isEscaped(line, i))) {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                elements.add(line.substring(i + 1, end));
                end = i;
            }
        }
        elements.add(line.substring(0, end));
        Collections.reverse(elements);
        return elements;
    }

    private static boolean isEscaped(String line, int index) {
        int start = index;
        while (start > 0 && line.charAt(start - 1) == '\\') {
            start--;
        }
        return (index - start) % 2 == 1;
    }

    /**
     * Returns the client of the element's proxy, as named by the proxy; empty if it names none or more than
     * one, or if the element is malformed.
     */
    static Optional<String> client(String element) {
        Optional<String> client = Optional.empty();
        Matcher pair = PAIR.matcher(element);
        int end = -1;
        while (pair.find()) {
            end = pair.end();
            if ("for".equalsIgnoreCase(pair.group(1))) {
                if (client.isPresent()) {
                    return Optional.empty();
                }
                client = Optional.of(unquoted(pair.group(2)));
            }
        }
        return end == element.length() ? client : Optional.empty();
    }

    private static String unquoted(String value) {
        return value.startsWith("\"")
                ? ESCAPED.matcher(value.substring(1, value.length() - 1)).replaceAll("$1")
                : value;
    }
}
