package io.latchkey.security;

import io.latchkey.network.Origin;
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
 * Prevents pages of other sites from making requests with HTTP Basic credentials that a browser has stored:
 * answers 403. They could not read an answer, but the audit log would say that the user has copied a key.
 * Programs do not say which site a request comes from, and are not restricted.
 */
@WebFilter({ServletPaths.API + "/*", ServletPaths.MANAGE + "/*", ServletPaths.VERIFY})
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
        if (Origin.allows(request) && (isOfProxy(request) || !Origin.isForeign(request))) {
            chain.doFilter(request, response);
        } else {
            responses.write(Problem.ofStatus(FORBIDDEN, "Pages of other sites may not make this request."), response);
        }
    }

    /** A proxy asks with the headers of the request that it asks about, which any site may cause. */
    private static boolean isOfProxy(HttpServletRequest request) {
        return request.getServletPath().equals(ServletPaths.VERIFY);
    }
}
