package io.latchkey.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * The groups that an identity store has assigned to the caller of a request, which equal their roles by name.
 * The container knows and enforces them too, but each query to it costs more than looking up a key.
 *
 * @param names the names of the roles
 */
record CallerGroups(Set<String> names) {

    private static final String KNOWN = CallerGroups.class.getName();

    /** Records the groups on the request, once the container has been notified of the caller. */
    void note(HttpServletRequest request) {
        request.setAttribute(KNOWN, this);
    }

    /**
     * Returns the groups of a caller who presented credentials with the request; empty for a session's user,
     * who calls no resource.
     */
    static Optional<CallerGroups> of(ContainerRequestContext request) {
        return known(request.getProperty(KNOWN));
    }

    /** Returns the same for a servlet request. */
    static Optional<CallerGroups> of(HttpServletRequest request) {
        return known(request.getAttribute(KNOWN));
    }

    private static Optional<CallerGroups> known(Object known) {
        return known instanceof CallerGroups groups ? Optional.of(groups) : Optional.empty();
    }

    /** Returns whether the caller has one of the roles. */
    boolean containAnyOf(Set<String> roles) {
        return !Collections.disjoint(names, roles);
    }
}
