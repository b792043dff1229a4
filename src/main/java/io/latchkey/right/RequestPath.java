package io.latchkey.right;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The path of a request to another service, as that service understands it beyond doubt.
 *
 * <p>What servers and proxies read differently is no path here: dot segments, empty segments, parameters ({@code ;}),
 * backslashes, control characters, encoded characters that mean something in a path, and what is no UTF-8.
 *
 * @param segments decoded; the last one is empty when the path ends with a slash
 */
public record RequestPath(List<String> segments) {

    /** Characters, encoded: what servers take at most. */
    private static final int MAX_LENGTH = 8192;

    /** What separates the parts of an address, or what another decoding would make such a character of. */
    private static final String MEANINGFUL = "/\\;%?#";

    public RequestPath {
        segments = List.copyOf(segments);
    }

    /**
     * The path of a request's target in origin form (RFC 9112, section 3.2.1), which may have a query; none when it is not
     * beyond doubt.
     */
    public static Optional<RequestPath> parse(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
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

    /** The path of these decoded segments; none when one could be understood otherwise. */
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
