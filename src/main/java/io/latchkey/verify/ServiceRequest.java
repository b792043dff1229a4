package io.latchkey.verify;

import io.latchkey.key.PresentedKey;
import io.latchkey.right.RequestPath;

/**
 * A request to another service, as its proxy tells it.
 *
 * @param method the HTTP method
 * @param uri the target in origin form, exactly as it was sent
 */
record ServiceRequest(String method, String uri) {

    /** Without the query, which may hold anything. */
    String path() {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** Whether the custom right of the key covers it: never, when its path is not beyond doubt. */
    boolean isCoveredBy(PresentedKey key) {
        return RequestPath.parse(uri).filter(path -> key.covers(method, path)).isPresent();
    }
}
