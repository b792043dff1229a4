package io.latchkey.security;

import io.latchkey.right.AccessRight;
import java.util.List;

/**
 * The methods of the guarded API, with the roles that each requires.
 *
 * @param methods the methods, ordered by path
 */
public record GuardedApi(List<ApiMethod> methods) {

    public GuardedApi {
        methods = List.copyOf(methods);
    }

    /** Returns the methods that a key with the given right may call. */
    public List<ApiMethod> permittedBy(AccessRight right) {
        return methods.stream().filter(method -> right.permits(method.roles())).toList();
    }
}
