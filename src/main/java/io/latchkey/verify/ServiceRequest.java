package io.latchkey.verify;

import io.latchkey.key.PresentedKey;
import io.latchkey.right.RequestPath;

/**
 * A request to another service, as reported by its proxy.
 *
 * @param method the HTTP method
 * @param uri the request target in origin form, exactly as it was sent
 */
record ServiceRequest(String method, String uri) {

    /** Returns the path without the query, which may contain anything. */
    String path() {
        return RequestPath.withoutQuery(uri);
    }

    /** Returns whether the key's custom right covers the request; never if its path is ambiguous. */
    boolean isCoveredBy(PresentedKey key) {
        return RequestPath.parse(uri).filter(path -> key.covers(method, path)).isPresent();
    }
}
