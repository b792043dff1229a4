package io.latchkey.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.Set;

/**
 * The groups that an identity store has given the caller of a request, which are their roles by the same names. The container
 * knows them too, and enforces them by itself; but what it does for each question about one costs more than the look-up of a key.
 *
 * @param names of the roles
 */
record CallerGroups(Set<String> names) {

    private static final String KNOWN = CallerGroups.class.getName();

    /** Notes them, once the container has been told of the caller. */
    void note(HttpServletRequest request) {
        request.setAttribute(KNOWN, this);
    }

    /** Those of the caller who has presented credentials with the request; none for a session's user, who calls no resource. */
    static Optional<CallerGroups> of(ContainerRequestContext request) {
        return request.getProperty(KNOWN) instanceof CallerGroups known ? Optional.of(known) : Optional.empty();
    }

    boolean contains(String role) {
        return names.contains(role);
    }
}
