package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Stub;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectionSpaceTest {

    private static HttpServletRequest request(String method, String servletPath, Optional<String> pathInfo) {
        Map<String, Object> answers =
                Map.of("getMethod", method, "getServletPath", servletPath, "getPathInfo", pathInfo);
        return Stub.request((called, arguments) ->
                answers.get(called) instanceof Optional<?> maybe ? maybe.orElse(null) : answers.get(called));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api, /v1/version, API",
        "GET, /api, , API",
        "GET, /api/v1, , API",
        "GET, '', /api/v1, API",
        "GET, '', /api, API",
        "GET, /apis, , ",
        "GET, /manage, /v1/keys, MANAGEMENT",
        "GET, /settings/keys.xhtml, , SETTINGS",
        "POST, /verify, , VERIFICATION",
        "POST, /verify, /more, ",
        "GET, /verify, , ",
        "GET, /, , ",
        "GET, '', , "
    })
    void aPathIsInTheSpaceOfItsFirstSegment(String method, String servletPath, String pathInfo, ProtectionSpace space) {
        assertThat(ProtectionSpace.of(request(method, servletPath, Optional.ofNullable(pathInfo))))
                .isEqualTo(Optional.ofNullable(space));
    }
}
