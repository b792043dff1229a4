package io.latchkey.metrics;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Measures each request that the authentication has let through. */
@WebFilter("/*")
public class RequestMetricsFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient RequestMetrics metrics;

    /** For the container, which makes the filter with its dependencies. */
    @Inject
    public RequestMetricsFilter(RequestMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } catch (ServletException e) {
            // Open Liberty's way to its answer where nothing is. Of what a servlet of ours misses it is a failure.
            if (e.getCause() instanceof FileNotFoundException && isOfNoServlet(request)) {
                status = HttpServletResponse.SC_NOT_FOUND;
            }
            throw e;
        } finally {
            metrics.answered(request, status);
        }
    }

    /** Whether the path is mapped to no servlet of the product, which leaves the default to the server. */
    private static boolean isOfNoServlet(HttpServletRequest request) {
        MappingMatch match = request.getHttpServletMapping().getMappingMatch();
        return match == null || match == MappingMatch.DEFAULT;
    }
}
