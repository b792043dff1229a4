package io.latchkey.verify;

import io.latchkey.key.CustomRight;
import io.latchkey.key.RequestPath;

/**
 * A request to another service, as its proxy tells it.
 *
 * @param method the HTTP method
 * @param uri the target in origin form, exactly as it was sent
 */
record ServiceRequest(String method, String uri) {

    /** Whether the right covers it: never, when its path is not beyond doubt. */
    boolean isCoveredBy(CustomRight right) {
        return RequestPath.parse(uri).filter(path -> right.covers(method, path)).isPresent();
    }
}
