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
 * Keeps pages of other sites from managing keys by the credentials that a browser remembers for HTTP Basic: 403 for what would
 * change something. Programs do not say where they come from, and are not asked.
 */
@WebFilter({"/api/*", "/manage/*", "/verify"})
public class ForeignOriginFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final int FORBIDDEN = HttpServletResponse.SC_FORBIDDEN;

    private final transient ProblemResponses responses;

    /** For the container, which makes the filter with its dependencies. */
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
