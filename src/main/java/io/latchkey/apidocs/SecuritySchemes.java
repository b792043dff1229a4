package io.latchkey.apidocs;

import io.latchkey.organisation.AccountRole;
import io.latchkey.request.ServletPaths;
import io.latchkey.right.AccessRight;
import io.latchkey.security.ApiMethod;
import io.latchkey.security.EventTokenScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes the credentials that a method requires, by the names of the security schemes in the build's
 * description.
 */
final class SecuritySchemes {

    private static final String API_KEY = "apiKey";
    private static final String API_KEY_AS_BEARER = "apiKeyAsBearer";
    private static final String EVENT_TOKEN = "eventToken";
    private static final String ACCOUNT_USER = "accountUser";
    private static final Set<String> ROLES =
            Set.of(AccountRole.OWNER_ROLE, AccountRole.MANAGER_ROLE, AccountRole.VIEWER_ROLE);

    private SecuritySchemes() {}

    /** Returns the schemes of which one is sufficient, the most common first. */
    static List<String> schemes(ApiMethod method) {
        if (method.roles().isEmpty()) {
            // The request has no caller; the key in the same header is its subject.
            return List.of(API_KEY, API_KEY_AS_BEARER);
        }
        return Stream.of(
                        rights(method).map(rights -> API_KEY),
                        Optional.of(EVENT_TOKEN).filter(token -> isAboutEvents(method)),
                        roles(method).map(roles -> ACCOUNT_USER))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns a sentence that names the rights and roles that permit the method. */
    static String needed(ApiMethod method) {
        if (method.roles().isEmpty()) {
            return "Asks about the API key that the request presents, whatever its right.";
        }
        return Stream.of(
                        rights(method).map(rights -> "an API key with one of: " + rights),
                        Optional.of("a token for events").filter(token -> isAboutEvents(method)),
                        roles(method).map(roles -> "a user with one of the roles: " + roles))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; or ", "Needs ", "."));
    }

    private static boolean isAboutEvents(ApiMethod method) {
        return method.path().startsWith(ServletPaths.API)
                && EventTokenScope.covers(method.httpMethod(), method.path().substring(ServletPaths.API.length()));
    }

    private static Optional<String> rights(ApiMethod method) {
        return Optional.of(AccessRight.withAnyOf(method.roles()).stream()
                        .map(AccessRight::nameWithLabel)
                        .collect(Collectors.joining(", ")))
                .filter(rights -> !rights.isEmpty());
    }

    private static Optional<String> roles(ApiMethod method) {
        return Optional.of(
                        method.roles().stream().filter(ROLES::contains).sorted().collect(Collectors.joining(", ")))
                .filter(roles -> !roles.isEmpty());
    }
}
