package io.latchkey.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Serves {@code /metrics} in the text format of Prometheus; answers 404 to anyone who may not read the
 * metrics.
 */
@WebServlet("/metrics")
public class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final transient MetricsAccess access;
    private final transient PrometheusMeterRegistry registry;

    /** For the container, which injects the dependencies; all metrics are registered by then. */
    @Inject
    public MetricsServlet(
            MetricsAccess access, PrometheusMeterRegistry registry, ProductMetrics product, QueueMetrics queues) {
        this.access = access;
        this.registry = registry;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!access.isAllowed(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(TEXT);
        response.setHeader("Cache-Control", "no-store");
        registry.scrape(response.getOutputStream(), TEXT);
    }
}
