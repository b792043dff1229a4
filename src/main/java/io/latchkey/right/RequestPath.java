package io.latchkey.right;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The path of a request to another service, if its meaning is unambiguous.
 *
 * <p>Anything that servers and proxies interpret differently is rejected: dot segments, empty segments,
 * parameters ({@code ;}), backslashes, control characters, encoded characters that have a meaning in a path,
 * and invalid UTF-8.
 *
 * @param segments the decoded segments; the last one is empty if the path ends with a slash
 */
public record RequestPath(List<String> segments) {

    /** In encoded characters; the most that servers accept. */
    private static final int MAX_LENGTH = 8192;

    /** Delimiters in an address, and characters that a second decoding could turn into one. */
    private static final String MEANINGFUL = "/\\;%?#";

    public RequestPath {
        segments = List.copyOf(segments);
    }

    /**
     * Parses the path of a request target in origin form (RFC 9112, section 3.2.1), which may have a query;
     * empty if the path is ambiguous.
     */
    public static Optional<RequestPath> parse(String target) {
        String path = withoutQuery(target);
        if (path.length() > MAX_LENGTH || !path.startsWith("/")) {
            return Optional.empty();
        }
        List<Optional<String>> decoded = Arrays.stream(path.substring(1).split("/", -1))
                .map(RequestPath::decode)
                .toList();
        if (decoded.contains(Optional.<String>empty())) {
            return Optional.empty();
        }
        return of(decoded.stream().map(Optional::get).toList());
    }

    /** Returns what precedes the query of a request target in origin form, as it was sent. */
    public static String withoutQuery(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Returns the path of these decoded segments; empty if one of them is ambiguous. */
    static Optional<RequestPath> of(List<String> segments) {
        int last = segments.size() - 1;
        for (int i = 0; i <= last; i++) {
            String segment = segments.get(i);
            if (segment.isEmpty() ? i < last : !isPlain(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(new RequestPath(segments));
    }

    private static boolean isPlain(String segment) {
        return !segment.equals(".")
                && !segment.equals("..")
                && segment.chars().noneMatch(c -> Character.isISOControl(c) || MEANINGFUL.indexOf(c) >= 0);
    }

    private static Optional<String> decode(String segment) {
        ByteBuffer bytes = ByteBuffer.allocate(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                int end = i + 3;
                if (end > segment.length()
                        || !segment.substring(i + 1, end).chars().allMatch(HexFormat::isHexDigit)) {
                    return Optional.empty();
                }
                bytes.put((byte) HexFormat.fromHexDigits(segment, i + 1, end));
                i += 2;
            } else if (c > ' ' && c < 0x7F) {
                bytes.put((byte) c);
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
