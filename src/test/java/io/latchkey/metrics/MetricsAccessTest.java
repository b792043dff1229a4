package io.latchkey.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.network.ClientAddress;
import io.latchkey.testing.Stub;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsAccessTest {

    private static final Optional<String> DEFAULT = Optional.of("127.0.0.0/8,::1");

    private static MetricsAccess access(Optional<String> networks, String proxies) {
        return new MetricsAccess(
                networks, new ClientAddress(Optional.of(proxies).filter(text -> !text.isEmpty()), "X-Forwarded-For"));
    }

    private static HttpServletRequest request(String remote, Map<String, String> headers) {
        return Stub.request((method, arguments) -> switch (method) {
            case "getRemoteAddr" -> remote;
            case "getHeader" -> headers.get(arguments[0]);
            default ->
                Collections.enumeration(Optional.ofNullable(headers.get(arguments[0]))
                        .map(List::of)
                        .orElse(List.of()));
        });
    }

    @Test
    void byDefaultTheMachineItselfAlone() {
        MetricsAccess access = access(DEFAULT, "");

        assertThat(access.isAllowed(request("127.0.0.1", Map.of()))).isTrue();
        assertThat(access.isAllowed(request("0:0:0:0:0:0:0:1", Map.of()))).isTrue();
        assertThat(access.isAllowed(request("192.0.2.1", Map.of()))).isFalse();
    }

    @Test
    void whatAProxyOnTheMachinePassesOnIsNotTheMachinesOwn() {
        for (String header : List.of("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP")) {
            assertThat(access(DEFAULT, "").isAllowed(request("127.0.0.1", Map.of(header, "127.0.0.1"))))
                    .as(header)
                    .isFalse();
        }
    }

    @Test
    void aTrustedProxyIsBelieved() {
        MetricsAccess access = access(Optional.of("10.0.0.0/8"), "127.0.0.1");

        assertThat(access.isAllowed(request("127.0.0.1", Map.of("X-Forwarded-For", "10.1.2.3"))))
                .isTrue();
        assertThat(access.isAllowed(request("127.0.0.1", Map.of("X-Forwarded-For", "192.0.2.1"))))
                .isFalse();
        assertThat(access.isAllowed(request("10.1.2.3", Map.of()))).isTrue();
    }

    @Test
    void withoutNetworksNobody() {
        assertThat(access(Optional.empty(), "").isAllowed(request("127.0.0.1", Map.of())))
                .isFalse();
        assertThat(access(Optional.of("none"), "").isAllowed(request("127.0.0.1", Map.of())))
                .isFalse();
        assertThatThrownBy(() -> access(Optional.of("everybody"), ""))
                .hasMessageContaining("latchkey.metrics.networks");
    }
}
