package io.latchkey.problem;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * The container's error page: failures before or outside of Jakarta REST are also answered with a problem
 * document, or with a page for people.
 */
@WebServlet("/problem")
public class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** The statuses for which the page has a text of its own. */
    private static final Set<Integer> EXPLAINED = Set.of(
            HttpServletResponse.SC_FORBIDDEN,
            HttpServletResponse.SC_NOT_FOUND,
            HttpServletResponse.SC_CONFLICT,
            HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);

    private final transient ProblemResponses responses;

    /** Called by the container, which injects the dependencies. */
    @Inject
    public ErrorServlet(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        ErrorDispatch error = ErrorDispatch.of(request);
        int status = error.status();
        if (error.forPeople()) {
            response.setStatus(status);
            if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
                ProblemResponses.setRetryAfter(response);
            }
            request.setAttribute("latchkey.error", EXPLAINED.contains(status) ? Integer.toString(status) : "other");
            request.getRequestDispatcher("/error.xhtml").forward(new WithoutForm(request), response);
            return;
        }
        responses.write(
                status == HttpServletResponse.SC_SERVICE_UNAVAILABLE
                        ? ProblemResponses.UNAVAILABLE
                        : Problem.ofStatus(status, StatusDetail.of(status)),
                response);
    }
}
