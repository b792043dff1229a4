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
 * Which requests to another service a right covers: {@code GET /orders/**}, {@code * /reports/*}.
 *
 * @param text the pattern as it was given
 * @param method the HTTP method, exactly; {@code *} for any
 * @param segments of the path, decoded and exactly; {@code *} for any one, {@code **} at the end for any rest, also none
 */
public record RequestPattern(String text, String method, List<String> segments) {

    static final int MAX_LENGTH = 255;

    private static final String ANY = "*";
    private static final String REST = "**";
    private static final Pattern FORM = Pattern.compile("(\\*|[A-Z][A-Z-]{0,31}) /(.*)");

    /** The pattern; none when the text is not one. */
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
                literal.set(i, "any");
            } else if (segment.contains(ANY)) {
                return Optional.empty();
            }
        }
        return RequestPath.of(literal).map(path -> new RequestPattern(text, form.group(1), List.copyOf(segments)));
    }

    /**
     * Whether it covers a request.
     *
     * @param requestMethod as it was sent: methods are told apart by case
     */
    public boolean covers(String requestMethod, RequestPath path) {
        return (method.equals(ANY) || method.equals(requestMethod)) && covers(path.segments());
    }

    /** The method of a request that it covers, for an example: {@code GET} if any is. */
    public String exampleMethod() {
        return method.equals(ANY) ? "GET" : method;
    }

    /**
     * The path of a request that it covers, for an example: {@code /orders/any} for {@code /orders/*}. All but letters, digits and
     * {@code - . _} is percent-encoded (RFC 3986, section 2.1), so that it needs no quotes in a shell either.
     */
    public String examplePath() {
        return segments.stream()
                .map(segment -> segment.equals(ANY) || segment.equals(REST) ? "any" : segment)
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
