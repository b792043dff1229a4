package io.latchkey.problem;

import io.latchkey.database.DatabaseFault;
import io.latchkey.request.ServletPaths;
import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the container reports about a failed request (Jakarta Servlet 6.0, section 10.9.1).
 *
 * @param status the status to answer with
 * @param forPeople whether a browser requested a page, outside of the paths that programs use
 */
record ErrorDispatch(int status, boolean forPeople) {

    /** Jakarta REST servlets are named after their applications, which share a package. */
    private static final String REST_SERVLETS = "io.latchkey.boot.";

    static ErrorDispatch of(HttpServletRequest request) {
        String path = attribute(request, RequestDispatcher.ERROR_REQUEST_URI, String.class)
                .map(uri -> uri.substring(request.getContextPath().length()))
                .orElse("");
        boolean forPrograms = Stream.of(ServletPaths.API, ServletPaths.MANAGE, ServletPaths.VERIFY)
                .anyMatch(space -> path.equals(space) || path.startsWith(space + "/"));
        return new ErrorDispatch(
                status(request, forPrograms),
                !forPrograms
                        && String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains(MediaType.TEXT_HTML));
    }

    private static int status(HttpServletRequest request, boolean forPrograms) {
        if (isOfForgottenView(request)) {
            return HttpServletResponse.SC_CONFLICT;
        }
        int status = attribute(request, RequestDispatcher.ERROR_STATUS_CODE, Integer.class)
                .orElse(HttpServletResponse.SC_NOT_FOUND);
        boolean databaseIsAway = attribute(request, RequestDispatcher.ERROR_EXCEPTION, Throwable.class)
                .filter(DatabaseFault::isUnavailable)
                .isPresent();
        // A server that is starting may accept a request before it knows all servlets, and have another one
        // answer 404. A client that believed it would take a key for deleted.
        boolean isTooEarly = forPrograms
                && status == HttpServletResponse.SC_NOT_FOUND
                && attribute(request, RequestDispatcher.ERROR_SERVLET_NAME, String.class)
                        .filter(name -> name.startsWith(REST_SERVLETS))
                        .isEmpty();
        return databaseIsAway || isTooEarly ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : status;
    }

    /**
     * Returns whether a form was sent from a page whose view the session does not keep any more, for example because
     * its user has opened many others since (Jakarta Faces 4.0, section 2.2.1).
     */
    private static boolean isOfForgottenView(HttpServletRequest request) {
        return Stream.iterate(
                        attribute(request, RequestDispatcher.ERROR_EXCEPTION, Throwable.class)
                                .orElse(null),
                        Objects::nonNull,
                        Throwable::getCause)
                .anyMatch(ViewExpiredException.class::isInstance);
    }

    private static <T> Optional<T> attribute(HttpServletRequest request, String name, Class<T> type) {
        return Optional.ofNullable(request.getAttribute(name))
                .filter(type::isInstance)
                .map(type::cast);
    }
}
