package io.latchkey.verify;

import io.latchkey.json.Json;
import io.latchkey.key.PresentedKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The response headers that tell a service about the key of a request. They are encoded as visible ASCII
 * whatever users have written, so that no text can inject a header and no proxy rejects them.
 */
@Singleton
class KeyHeaders {

    /** In characters; proxies limit all headers of a response to a few thousand bytes. */
    private static final int MAX_LABELS = 2048;

    private final Json json;

    @Inject
    KeyHeaders(Json json) {
        this.json = json;
    }

    /** Returns the headers by name. */
    Map<String, String> of(PresentedKey key) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Latchkey-Key", Long.toString(key.number()));
        headers.put("X-Latchkey-Right", key.rightName());
        headers.put("X-Latchkey-Organisation", Long.toString(key.organisationId()));
        key.externalId().ifPresent(id -> headers.put("X-Latchkey-External-Id", percentEncoded(id)));
        // Neither names nor values of labels have control characters.
        String labels = json.writeAscii(key.labels());
        if (labels.length() <= MAX_LABELS) {
            headers.put("X-Latchkey-Labels", labels);
        }
        return headers;
    }

    /** Percent-encodes (RFC 3986, section 2.1) everything except visible ASCII, and the percent sign. */
    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7F && b != '%') {
                encoded.append((char) b);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", b));
            }
        }
        return encoded.toString();
    }
}
