package io.latchkey.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.Stub;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestMetricsFilterTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RequestMetricsFilter filter = new RequestMetricsFilter(new RequestMetrics(registry));

    private static <T> T that(Class<T> type, Map<String, Object> answers) {
        return Stub.of(type, (method, arguments) -> answers.get(method));
    }

    private void answer(int status, FilterChain chain) throws IOException, ServletException {
        filter.doFilter(
                that(HttpServletRequest.class, Map.of("getServletPath", "/settings/api", "getMethod", "GET")),
                that(HttpServletResponse.class, Map.of("getStatus", status)),
                chain);
    }

    private void assertCounted(String status) {
        assertThat(registry.getMeters())
                .singleElement()
                .extracting(meter -> meter.getId().getTag("status"))
                .isEqualTo(status);
    }

    @Test
    void anAnswerIsCountedByItsStatus() throws IOException, ServletException {
        answer(303, (request, response) -> {});
        assertCounted("303");
    }

    @Test
    void whatIsThrownIsAFailureWhateverTheStatusWas() {
        ServletException missing = new ServletException(new FileNotFoundException("page.xhtml"));
        assertThatThrownBy(() -> answer(200, (request, response) -> {
                    throw missing;
                }))
                .isSameAs(missing);
        assertCounted("500");
    }

    @Test
    void eachAnswerOfAKindIsCountedWithTheOthersOfIt() throws IOException, ServletException {
        answer(200, (request, response) -> {});
        answer(404, (request, response) -> {});
        answer(200, (request, response) -> {});

        assertThat(registry.find("latchkey.requests").tag("status", "200").timers())
                .singleElement()
                .extracting(Timer::count)
                .isEqualTo(2L);
        assertThat(registry.find("latchkey.requests").tag("status", "404").timers())
                .singleElement()
                .extracting(Timer::count)
                .isEqualTo(1L);
    }
}
