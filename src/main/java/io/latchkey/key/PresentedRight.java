package io.latchkey.key;

import io.latchkey.right.AccessRight;
import io.latchkey.right.RequestPattern;
import java.util.List;

/**
 * What a presented key may do.
 *
 * @param access the access right; {@link AccessRight#CUSTOM} if the organisation has defined it
 * @param customId the id of the custom right, or 0 if there is none; no right has the id 0
 * @param name the constant's name if built-in, or the custom right's name
 * @param patterns the requests to other services that a custom right covers
 */
record PresentedRight(AccessRight access, long customId, String name, List<RequestPattern> patterns) {

    /** Returns a built-in right. */
    static PresentedRight of(AccessRight builtIn) {
        return new PresentedRight(builtIn, 0, builtIn.name(), List.of());
    }
}
