package io.latchkey.request;

import java.util.Arrays;

/** The codings of a request's body, such as a compression (RFC 9110, section 8.4). */
public final class ContentCoding {

    private static final String IDENTITY = "identity";

    private ContentCoding() {}

    /**
     * Returns whether a content coding was applied to the body; {@code identity} stands for none.
     *
     * @param contentEncoding the value of a header {@code Content-Encoding}
     */
    public static boolean isApplied(String contentEncoding) {
        return Arrays.stream(contentEncoding.split(",", -1))
                .map(String::strip)
                .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase(IDENTITY));
    }
}
