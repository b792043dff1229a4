package io.latchkey.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.testing.Stub;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    private static final Optional<String> PROXIES = Optional.of("10.0.0.0/8, 2001:db8:1::/48");

    private static String of(ClientAddress addresses, String remote, String... lines) {
        return addresses.of(request(remote, lines));
    }

    private static HttpServletRequest request(String remote, String... lines) {
        return Stub.request((method, arguments) ->
                method.equals("getRemoteAddr") ? remote : Collections.enumeration(List.of(lines)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Nobody but a trusted proxy is believed.
                "192.0.2.1 | 203.0.113.9 | 192.0.2.1",
                "10.0.0.1 | 203.0.113.9 | 203.0.113.9",
                // What stands left of the first address that is no proxy's, the client may have written itself.
                "10.0.0.1 | 198.51.100.1, 203.0.113.9 | 203.0.113.9",
                "10.0.0.1 | 198.51.100.1, 203.0.113.9, 10.0.0.2 | 203.0.113.9",
                "2001:db8:1::1 | 203.0.113.9 | 203.0.113.9",
                "10.0.0.1 | 10.0.0.3, 10.0.0.2 | 10.0.0.3",
                // A proxy that says nothing to be believed is the last thing known.
                "10.0.0.1 | unknown | 10.0.0.1",
                "10.0.0.1 | '' | 10.0.0.1",
                "10.0.0.1 | 203.0.113.9, evil.example | 10.0.0.1",
                "10.0.0.1 | ::ffff:203.0.113.9 | 203.0.113.9",
                // As Azure writes them.
                "10.0.0.1 | 198.51.100.1:80, 203.0.113.9:4711 | 203.0.113.9",
                "10.0.0.1 | [2001:db8:2::1]:4711 | 2001:db8:2:0:0:0:0:1",
                "10.0.0.1 | [2001:db8:2::1] | 2001:db8:2:0:0:0:0:1",
                "10.0.0.1 | 203.0.113.9, 10.0.0.2:4711 | 203.0.113.9",
                "10.0.0.1 | 2001:db8:2::1 | 2001:db8:2:0:0:0:0:1",
                "10.0.0.1 | 203.0.113.9:port | 10.0.0.1",
                "10.0.0.1 | [203.0.113.9] | 10.0.0.1",
                "10.0.0.1 | [2001:db8:2::1 | 10.0.0.1",
                "10.0.0.1 | [2001:db8:2::1]4711 | 10.0.0.1"
            })
    void believesTrustedProxies(String remote, String header, String client) {
        assertThat(of(new ClientAddress(PROXIES, "X-Forwarded-For"), remote, header))
                .isEqualTo(client);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(of(new ClientAddress(PROXIES, "X-Forwarded-For"), "10.0.0.1", "198.51.100.1", "203.0.113.9"))
                .isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=203.0.113.9 | 203.0.113.9",
                "for=\"203.0.113.9:4711\";proto=https | 203.0.113.9",
                "proto=https; For=\"[2001:db8:2::1]:4711\" | 2001:db8:2:0:0:0:0:1",
                "for=198.51.100.1, for=203.0.113.9;by=10.0.0.1 | 203.0.113.9",
                "for=_hidden | 10.0.0.1",
                "by=203.0.113.9 | 10.0.0.1",
                "for=203.0.113.9:4711;host=api.example:8080 | 203.0.113.9",
                "for=\"203.0.113.9:_port\" | 203.0.113.9",
                "for=203.0.113.9;for=198.51.100.1 | 10.0.0.1",
                "for=203.0.113.9;FOR=203.0.113.9 | 10.0.0.1",
                "for=203.0.113.9;;proto=https; | 203.0.113.9",
                "for=\"203.0.113.\\9\" | 203.0.113.9",
                // What a client puts into the host, and so into quotes, says nothing about its address.
                "for=9.9.9.9;host=\"a,for=1.2.3.4\" | 9.9.9.9",
                "by=10.0.0.1;for=9.9.9.9;host=\"a;for=1.2.3.4\" | 9.9.9.9",
                "for=9.9.9.9;host=\"a\\\",for=1.2.3.4;b=\\\"\" | 9.9.9.9",
                "for=9.9.9.9;host=\"a\\\\\";proto=https | 9.9.9.9",
                "for=9.9.9.9;host=a;for=1.2.3.4 | 10.0.0.1",
                // Nor does a quote that it has left open before the proxy's element.
                "for=1.2.3.4;a=\", for=9.9.9.9 | 9.9.9.9",
                "for=1.2.3.4;a=\", for=9.9.9.9;host=\"b\" | 9.9.9.9",
                "for=1.2.3.4;a=\"\\, for=9.9.9.9;host=\"b\" | 9.9.9.9",
                // The first character of a line may divide, or be escaped.
                ", for=9.9.9.9 | 9.9.9.9",
                "\\\", for=1.2.3.4;a=\" | 10.0.0.1",
                // Malformed.
                "for=9.9.9.9;host=\"a | 10.0.0.1",
                "for=9.9.9.9;host=\"a\"b | 10.0.0.1",
                "for=9.9.9.9 for=1.2.3.4 | 10.0.0.1",
                "for=9.9.9.9;host | 10.0.0.1",
                "for=9.9.9.9;host=a b | 10.0.0.1",
                "for =9.9.9.9 | 10.0.0.1"
            })
    void readsForwarded(String header, String client) {
        assertThat(of(new ClientAddress(PROXIES, "Forwarded"), "10.0.0.1", header))
                .isEqualTo(client);
    }

    @Test
    void withoutProxiesNoHeaderIsRead() {
        assertThat(of(new ClientAddress(Optional.empty(), "X-Forwarded-For"), "10.0.0.1", "203.0.113.9"))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void noneTrustsNoProxy() {
        assertThat(of(new ClientAddress(Optional.of(" none "), "X-Forwarded-For"), "10.0.0.1", "203.0.113.9"))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void settingsThatAreNoneStopTheStart() {
        assertThatThrownBy(() -> new ClientAddress(Optional.of("proxy.example"), "Forwarded"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClientAddress(PROXIES, "X-Real-IP")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "fe80::1%eth0, fe80::1%eth0, true"
    })
    void oneCallerHasTheAddressesOfANetwork(String one, String other, boolean same) {
        ClientAddress addresses = new ClientAddress(Optional.empty(), "X-Forwarded-For");

        assertThat(addresses.networkOf(request(one)).equals(addresses.networkOf(request(other))))
                .isEqualTo(same);
    }
}
