package io.latchkey.security;

import io.latchkey.right.AccessRight;
import java.util.List;
import java.util.Set;

/**
 * The methods of the guarded API, with the roles that each requires.
 *
 * @param methods the methods, ordered by path
 * @param unsupported those of them that only answer 501
 */
public record GuardedApi(List<ApiMethod> methods, Set<ApiMethod> unsupported) {

    public GuardedApi {
        methods = List.copyOf(methods);
        unsupported = Set.copyOf(unsupported);
    }

    /** Returns the methods that a key with the given right may call. */
    public List<ApiMethod> permittedBy(AccessRight right) {
        return methods.stream().filter(method -> right.permits(method.roles())).toList();
    }

    /** Returns the same without those that only answer 501. */
    public List<ApiMethod> answeredFor(AccessRight right) {
        return permittedBy(right).stream()
                .filter(method -> !unsupported.contains(method))
                .toList();
    }
}
