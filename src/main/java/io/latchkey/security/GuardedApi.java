package io.latchkey.security;

import io.latchkey.right.AccessRight;
import java.util.List;

/**
 * The methods of the guarded API, with what opens each.
 *
 * @param methods in the order of their paths
 */
public record GuardedApi(List<ApiMethod> methods) {

    public GuardedApi {
        methods = List.copyOf(methods);
    }

    /** The methods that a key with this right opens. */
    public List<ApiMethod> openedBy(AccessRight right) {
        return methods.stream().filter(method -> right.opens(method.roles())).toList();
    }
}
