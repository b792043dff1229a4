package io.latchkey.form;

import io.latchkey.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.MultipartInput.MalformedStreamException;

/**
 * Reads a form in memory. What it takes is bounded by the size of the body: of many small parts or headers,
 * each of which takes much more memory than its bytes, it reads only a few and refuses the rest unread.
 */
public final class FormReader {

    /**
     * The maximum number of parts: enough for a file and four lists of 100 values, each value a part of its own. A
     * longer list must have commas.
     */
    public static final int MAX_PARTS = 500;

    /** The maximum size of a part's headers in bytes. */
    static final int MAX_HEADERS = 8192;

    private static final String MEDIA_TYPE = "multipart/form-data";

    /** RFC 2046, section 5.1.1. */
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

    private final MultipartInput body;

    private FormReader(MultipartInput body) {
        this.body = body;
    }

    /**
     * Returns the parts of a form in their order.
     *
     * @param body limited in its size ({@link LimitedStream})
     * @param contentType the {@code Content-Type} of the request
     * @throws ProblemException 400, if the body is not a form or has too many parts
     * @throws IOException if the body cannot be received
     */
    public static List<FormPart> read(InputStream body, String contentType) throws IOException {
        try {
            MultipartInput input = MultipartInput.builder()
                    .setInputStream(body)
                    .setBoundary(boundary(contentType).getBytes(StandardCharsets.US_ASCII))
                    .setMaxPartHeaderSize(MAX_HEADERS)
                    .get();
            input.setHeaderCharset(StandardCharsets.UTF_8);
            return new FormReader(input).parts();
        } catch (FileUploadSizeException headers) {
            throw ProblemException.invalid("", "has a part with headers of more than " + MAX_HEADERS + " bytes");
        } catch (MalformedStreamException malformed) {
            throw unreadable();
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.invalid("", "has a header that cannot be read");
        }
    }

    private static String boundary(String contentType) {
        if (!contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
            throw unreadable();
        }
        return PartHeaders.parameter(contentType, "boundary")
                .filter(value -> BOUNDARY.matcher(value).matches())
                .orElseThrow(() -> ProblemException.invalid(
                        "", "needs a boundary of 1 to 70 characters in its Content-Type (RFC 2046, section 5.1.1)"));
    }

    private List<FormPart> parts() throws IOException {
        List<FormPart> parts = new ArrayList<>();
        if (!body.skipPreamble()) {
            throw unreadable();
        }
        do {
            if (parts.size() == MAX_PARTS) {
                throw ProblemException.invalid("", "has more than " + MAX_PARTS + " parts");
            }
            parts.add(part());
        } while (body.readBoundary());
        return parts;
    }

    private FormPart part() throws IOException {
        PartHeaders headers = PartHeaders.parse(body.readHeaders()).orElseThrow(FormReader::unreadable);
        Optional<String> encoding = headers.get(PartHeaders.CONTENT_TRANSFER_ENCODING);
        if (encoding.filter(value -> !isPlain(value)).isPresent()) {
            throw ProblemException.invalid("", "has a part with a Content-Transfer-Encoding: send it as it is");
        }
        String name = headers.fieldName().orElseThrow(() -> ProblemException.invalid("", "has a part without a name"));
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        body.readBodyData(content);
        return new FormPart(name, headers, content.toByteArray());
    }

    private static boolean isPlain(String encoding) {
        return List.of("7bit", "8bit", "binary").contains(encoding.toLowerCase(Locale.ROOT));
    }

    private static ProblemException unreadable() {
        return ProblemException.invalid("", "cannot be read as a form");
    }
}
