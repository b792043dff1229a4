package io.latchkey.right;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern of requests to another service that a right covers: {@code GET /orders/**}, {@code * /reports/*}.
 *
 * @param text the pattern as it was given
 * @param method the exact HTTP method; {@code *} for any
 * @param segments the decoded path segments, matched exactly; {@code *} for any single one, {@code **} at the
 *     end for any number of remaining ones, including none
 */
public record RequestPattern(String text, String method, List<String> segments) {

    static final int MAX_LENGTH = 255;

    private static final String ANY = "*";
    private static final String REST = "**";

    /** What may stand in the place of either. */
    private static final String EXAMPLE = "any";

    private static final Pattern FORM = Pattern.compile("(\\*|[A-Z][A-Z-]{0,31}) /(.*)");

    /** Parses a pattern; empty if the text is not one. */
    static Optional<RequestPattern> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !form.matches()) {
            return Optional.empty();
        }
        List<String> segments = Arrays.asList(form.group(2).split("/", -1));
        List<String> literal = new ArrayList<>(segments);
        int last = segments.size() - 1;
        for (int i = 0; i <= last; i++) {
            String segment = segments.get(i);
            if (segment.equals(ANY) || segment.equals(REST) && i == last) {
                literal.set(i, EXAMPLE);
            } else if (segment.contains(ANY)) {
                return Optional.empty();
            }
        }
        return RequestPath.of(literal).map(path -> new RequestPattern(text, form.group(1), List.copyOf(segments)));
    }

    /** Returns the patterns of a right, as they are stored: one in each line. */
    public static List<RequestPattern> stored(String lines) {
        return lines.lines()
                .map(RequestPattern::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Returns whether the pattern covers a request.
     *
     * @param requestMethod the method as it was sent; methods are case-sensitive
     */
    public boolean covers(String requestMethod, RequestPath path) {
        return (method.equals(ANY) || method.equals(requestMethod)) && covers(path.segments());
    }

    /** Returns the method of an example request that it covers: {@code GET} if any is. */
    public String exampleMethod() {
        return method.equals(ANY) ? "GET" : method;
    }

    /**
     * Returns the path of an example request that it covers: {@code /orders/any} for {@code /orders/*}.
     * Everything except letters, digits and {@code - . _} is percent-encoded (RFC 3986, section 2.1), so that
     * it needs no quotes in a shell either.
     */
    public String examplePath() {
        return segments.stream()
                .map(segment -> segment.equals(ANY) || segment.equals(REST) ? EXAMPLE : segment)
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", "/", ""));
    }

    private boolean covers(List<String> wanted) {
        boolean open = segments.get(segments.size() - 1).equals(REST);
        int exact = open ? segments.size() - 1 : segments.size();
        if (open ? wanted.size() < exact : wanted.size() != exact) {
            return false;
        }
        for (int i = 0; i < exact; i++) {
            String segment = segments.get(i);
            String value = wanted.get(i);
            if (segment.equals(ANY) ? value.isEmpty() : !segment.equals(value)) {
                return false;
            }
        }
        return true;
    }
}
