package io.latchkey.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;

class RequestMetricsFilterTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RequestMetricsFilter filter = new RequestMetricsFilter(new RequestMetrics(registry));

    private static <T> T that(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                RequestMetricsFilterTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    private static HttpServletRequest mapped(MappingMatch match) {
        HttpServletMapping mapping =
                that(HttpServletMapping.class, match == null ? Map.of() : Map.of("getMappingMatch", match));
        return that(
                HttpServletRequest.class,
                Map.of("getServletPath", "/settings/api", "getMethod", "GET", "getHttpServletMapping", mapping));
    }

    private void answer(MappingMatch match, int status, FilterChain chain) throws IOException, ServletException {
        filter.doFilter(mapped(match), that(HttpServletResponse.class, Map.of("getStatus", status)), chain);
    }

    private void missAFile(MappingMatch match) {
        ServletException missing = new ServletException(new FileNotFoundException("SRVE0190E"));
        assertThatThrownBy(() -> answer(match, 200, (request, response) -> {
                    throw missing;
                }))
                .isSameAs(missing);
    }

    private void assertCounted(String status) {
        assertThat(registry.getMeters())
                .singleElement()
                .extracting(meter -> meter.getId().getTag("status"))
                .isEqualTo(status);
    }

    @Test
    void anAnswerIsCountedByItsStatus() throws IOException, ServletException {
        answer(MappingMatch.EXACT, 303, (request, response) -> {});
        assertCounted("303");
    }

    @ParameterizedTest
    @NullSource
    @EnumSource(names = "DEFAULT")
    void aFileThatIsNotWhereNoServletIsIs404(MappingMatch match) {
        missAFile(match);
        assertCounted("404");
    }

    @ParameterizedTest
    @EnumSource(names = "DEFAULT", mode = EnumSource.Mode.EXCLUDE)
    void aFileThatAServletMissesIsAFailure(MappingMatch match) {
        missAFile(match);
        assertCounted("500");
    }

    @Test
    void anyOtherFailureIsOneEverywhere() {
        assertThatThrownBy(() -> answer(MappingMatch.DEFAULT, 200, (request, response) -> {
                    throw new ServletException(new IOException("reset"));
                }))
                .isInstanceOf(ServletException.class);
        assertCounted("500");
    }
}
