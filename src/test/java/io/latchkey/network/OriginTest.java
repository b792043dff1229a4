package io.latchkey.network;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {

    private static HttpServletRequest request(String method, String site, String origin, String host) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Sec-Fetch-Site", site);
        headers.put("Origin", origin);
        headers.put("Host", host);
        return (HttpServletRequest) Proxy.newProxyInstance(
                OriginTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getHeader" -> headers.get((String) arguments[0]);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // What only reads.
                "GET | cross-site | https://evil.example | app.example",
                "HEAD | same-site | https://evil.example | app.example",
                "GET | | null | app.example",
                // No browser.
                "POST | | | app.example",
                "DELETE | | | ",
                "OPTIONS | | | app.example",
                // A page of the product, in a browser that does not name the site.
                "POST | | https://app.example | app.example",
                "POST | | http://app.example:8080 | app.example:8080",
                "POST | | https://APP.example | app.EXAMPLE",
                "POST | | http://[::1]:8080 | [::1]:8080",
                // What the browser says of the site decides: a proxy may have changed the host.
                "POST | same-origin | https://app.example | app.example",
                "POST | same-origin | https://evil.example | app.example",
                "PATCH | same-origin | null | app.example",
                "OPTIONS | same-origin | | app.example"
            })
    void whatOnlyReadsOrComesFromAPageOfTheProductOrNoBrowserIsAllowed(
            String method, String site, String origin, String host) {
        assertThat(Origin.allows(request(method, site, origin, host))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | cross-site | https://evil.example | app.example",
                "POST | cross-site | https://app.example | app.example",
                "POST | cross-site | | app.example",
                "POST | same-site | https://other.app.example | app.example",
                // By the user's own hand, without a page.
                "POST | none | | app.example",
                "POST | Same-Origin | | app.example",
                "POST | '' | https://app.example | app.example",
                "POST | | https://evil.example | app.example",
                "PUT | | https://app.example:8443 | app.example",
                "PATCH | | https://app.example | app.example:8443",
                "DELETE | | https://app.example.evil.example | app.example",
                "DELETE | | https://app.example@evil.example | app.example",
                "OPTIONS | | https://evil.example | app.example",
                "get | | https://evil.example | app.example",
                // Of a frame without an origin, and what no browser sends.
                "POST | | null | app.example",
                "POST | | null | null",
                "POST | | '' | app.example",
                "POST | | app.example | app.example",
                "POST | | mailto:app.example | app.example",
                "POST | | https://{ | app.example",
                "POST | | https://app.example | "
            })
    void whateverElseABrowserSendsChangesNothing(String method, String site, String origin, String host) {
        assertThat(Origin.allows(request(method, site, origin, host))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | cross-site | | true",
                "POST | same-site | | true",
                "GET | same-origin | https://evil.example | false",
                "GET | none | | false",
                "GET | | https://evil.example | false",
                "POST | | | false"
            })
    void aPageOfAnotherOriginIsKnownByWhatTheBrowserSaysOfItsSiteAlone(
            String method, String site, String origin, boolean foreign) {
        assertThat(Origin.isForeign(request(method, site, origin, "app.example")))
                .isEqualTo(foreign);
    }
}
