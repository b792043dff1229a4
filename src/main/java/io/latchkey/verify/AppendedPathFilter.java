package io.latchkey.verify;

import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemResponses;
import io.latchkey.request.ServletPaths;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Keeps verification requests within {@code /verify}: dot segments in a path appended by a proxy could lead
 * the container to another of our resources, whose successful response the proxy would take for a positive
 * answer.
 */
@WebFilter("/*")
public class AppendedPathFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient ProblemResponses responses;

    /** For the container, which injects the dependencies. */
    @Inject
    public AppendedPathFilter(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean asked = request.getRequestURI()
                .substring(request.getContextPath().length())
                .startsWith(ServletPaths.VERIFY + "/");
        if (asked && !request.getServletPath().equals(ServletPaths.VERIFY)) {
            responses.write(Problem.ofStatus(400, "The appended path leads outside the question's path."), response);
            return;
        }
        chain.doFilter(request, response);
    }
}
