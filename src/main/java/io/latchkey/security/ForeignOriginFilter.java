package io.latchkey.security;

import io.latchkey.network.Origin;
import io.latchkey.problem.Problem;
import io.latchkey.problem.ProblemResponses;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Prevents pages of other sites from managing keys with HTTP Basic credentials that a browser has stored:
 * answers 403 to requests that would change something. Programs send no origin, and are not restricted.
 */
@WebFilter({"/api/*", "/manage/*", "/verify"})
public class ForeignOriginFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final int FORBIDDEN = HttpServletResponse.SC_FORBIDDEN;

    private final transient ProblemResponses responses;

    /** For the container, which injects the dependencies. */
    @Inject
    public ForeignOriginFilter(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Origin.allows(request)) {
            chain.doFilter(request, response);
        } else {
            responses.write(Problem.ofStatus(FORBIDDEN, "Pages of other sites may not make this request."), response);
        }
    }
}
