package io.latchkey.form;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemException;
import io.latchkey.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a form in memory. What it takes is bounded by the size of the body: of many small parts or headers,
 * each of which takes much more memory than its bytes, it reads only a few and refuses the rest unread.
 */
public final class FormReader {

    /** The maximum number of parts: enough for a file and four lists of 100 values, each value a part of its own. */
    public static final int MAX_PARTS = 500;

    /** The maximum size of a part's headers in bytes. */
    static final int MAX_HEADERS = 8192;

    private static final String MEDIA_TYPE = "multipart/form-data";

    /** RFC 2046, section 5.1.1. */
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

    private static final String LINE_BREAK = "\r\n";

    private final InputStream body;
    private final int maxBytes;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int end;
    private long taken;

    private FormReader(InputStream body, String boundary, int maxBytes) {
        this.body = body;
        this.maxBytes = maxBytes;
        this.delimiter = (LINE_BREAK + "--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Returns the parts of a form in their order.
     *
     * @param contentType the {@code Content-Type} of the request
     * @param maxBytes the maximum size of the body
     * @throws ProblemException 400, if the body is not a form or has too many parts; 413, if it is too large
     * @throws IOException if the body cannot be received
     */
    public static List<FormPart> read(InputStream body, String contentType, int maxBytes) throws IOException {
        if (!contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
            throw unreadable();
        }
        String boundary = HeaderParameter.of(contentType, "boundary")
                .filter(value -> BOUNDARY.matcher(value).matches())
                .orElseThrow(() -> ProblemException.invalid(
                        "", "needs a boundary of 1 to 70 characters in its Content-Type (RFC 2046, section 5.1.1)"));
        return new FormReader(body, boundary, maxBytes).parts();
    }

    private List<FormPart> parts() throws IOException {
        // The first delimiter may be at the very beginning, without the line break that others begin with.
        copyUntilDelimiter(OutputStream.nullOutputStream(), LINE_BREAK.length());
        List<FormPart> parts = new ArrayList<>();
        while (isFollowedByPart()) {
            if (parts.size() == MAX_PARTS) {
                throw ProblemException.invalid("", "has more than " + MAX_PARTS + " parts");
            }
            parts.add(part());
        }
        return parts;
    }

    /** Returns false after the last delimiter, which ends with two hyphens; others may end with white space. */
    private boolean isFollowedByPart() throws IOException {
        int b = next();
        if (b == '-' && next() == '-') {
            return false;
        }
        while (b == ' ' || b == '\t') {
            b = next();
        }
        if (b != '\r' || next() != '\n') {
            throw unreadable();
        }
        return true;
    }

    private FormPart part() throws IOException {
        PartHeaders headers = headers();
        Optional<String> encoding = headers.get(PartHeaders.CONTENT_TRANSFER_ENCODING);
        if (encoding.filter(value -> !isPlain(value)).isPresent()) {
            throw ProblemException.invalid("", "has a part with a Content-Transfer-Encoding: send it as it is");
        }
        String name = headers.fieldName().orElseThrow(() -> ProblemException.invalid("", "has a part without a name"));
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        copyUntilDelimiter(content, 0);
        return new FormPart(name, headers, content.toByteArray());
    }

    private static boolean isPlain(String encoding) {
        return List.of("7bit", "8bit", "binary").contains(encoding.toLowerCase(Locale.ROOT));
    }

    private PartHeaders headers() throws IOException {
        PartHeaders headers = new PartHeaders();
        int left = MAX_HEADERS;
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            left -= line.length();
            if (!headers.add(line)) {
                throw unreadable();
            }
        }
        return headers;
    }

    private String line(int maxLength) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = next(); b != '\r'; b = next()) {
            if (line.size() == maxLength) {
                throw ProblemException.invalid("", "has a part with headers of more than " + MAX_HEADERS + " bytes");
            }
            line.write(b);
        }
        if (next() != '\n') {
            throw unreadable();
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /**
     * Copies what comes before the next delimiter, and skips the delimiter.
     *
     * @param begun how many bytes of the delimiter count as read already
     */
    private void copyUntilDelimiter(OutputStream content, int begun) throws IOException {
        int matched = begun;
        while (matched < delimiter.length) {
            if (matched == 0) {
                copyUntilLineBreak(content);
            }
            int b = next();
            if (b == delimiter[matched]) {
                matched++;
            } else {
                // A delimiter has its one carriage return at its beginning, so another can begin here at the earliest.
                content.write(delimiter, 0, matched);
                matched = b == delimiter[0] ? 1 : 0;
                if (matched == 0) {
                    content.write(b);
                }
            }
        }
    }

    /** Copies at once, for its speed, what cannot belong to a delimiter. */
    private void copyUntilLineBreak(OutputStream content) throws IOException {
        int start = position;
        while (position < end && buffer[position] != delimiter[0]) {
            position++;
        }
        content.write(buffer, start, position - start);
    }

    private int next() throws IOException {
        if (position == end) {
            position = 0;
            end = body.read(buffer);
            if (end < 0) {
                end = 0;
                throw unreadable();
            }
            taken += end;
            if (taken > maxBytes) {
                throw new ProblemException(
                        Problem.of(ProblemType.BODY_TOO_LARGE, "The body can have at most " + maxBytes + " bytes."));
            }
        }
        return Byte.toUnsignedInt(buffer[position++]);
    }

    private static ProblemException unreadable() {
        return ProblemException.invalid("", "cannot be read as a form");
    }
}
