package io.latchkey.metrics;

import io.latchkey.request.CurrentRequest;
import io.latchkey.security.RequestRefused;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Measures how long requests take, by part of the product, by whether they read or write, and by status. */
@Singleton
public class RequestMetrics {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private static final Duration[] LIMITS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final PrometheusMeterRegistry registry;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    @Inject
    public RequestMetrics(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /** Measures requests that do not reach any filter. */
    void refused(@Observes RequestRefused refused) {
        answered(refused.request(), refused.response().getStatus());
    }

    /** Measures a request that has been answered. */
    void answered(HttpServletRequest request, int status) {
        Kind kind = new Kind(
                Area.of(request.getServletPath()), READING.contains(request.getMethod()) ? "read" : "write", status);
        timer(kind).record(CurrentRequest.nanosSince(request), TimeUnit.NANOSECONDS);
    }

    /** Reads first, because {@code computeIfAbsent} may wait for a lock even if the kind is present. */
    private Timer timer(Kind kind) {
        Timer known = timers.get(kind);
        return known == null ? timers.computeIfAbsent(kind, this::register) : known;
    }

    private Timer register(Kind kind) {
        return Timer.builder("latchkey.requests")
                .description("Requests by the part of the product, whether they read or write, and status")
                .tag("area", kind.area().label())
                .tag("access", kind.access())
                .tag("status", Integer.toString(kind.status()))
                .serviceLevelObjectives(LIMITS)
                .register(registry);
    }

    /** Contains nothing that a caller can make up. */
    private record Kind(Area area, String access, int status) {}
}
