package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Stub;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {

    @Test
    void readsBothSchemes() {
        assertThat(parse("Basic YTpi")).hasValue(new BasicCredentials("a", "b"));
        assertThat(parse("Bearer lkt_a-b.c~d/e+f==")).hasValue(new BearerToken("lkt_a-b.c~d/e+f=="));
        assertThat(parse("bEARER  x ")).hasValue(new BearerToken("x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearerx",
                "Bearer a b",
                "Bearer a=b",
                "Bearer é",
                " Bearer a",
                "Bearer\ta",
                "Bearer a,b",
                "Digest a",
                "Basic"
            })
    void refusesWhatIsNotWellFormed(String header) {
        assertThat(parse(header)).isEmpty();
    }

    @Test
    void refusesTheOverLong() {
        assertThat(parse("Bearer " + "a".repeat(AuthorizationHeader.MAX_LENGTH - 7)))
                .isPresent();
        assertThat(parse("Bearer " + "a".repeat(AuthorizationHeader.MAX_LENGTH - 6)))
                .isEmpty();
    }

    @Test
    void aTokenIsNotShown() {
        assertThat(new BearerToken("lkt_x").toString()).doesNotContain("lkt_x");
    }

    private static Optional<AuthorizationHeader> of(String... headers) {
        HttpServletRequest request = Stub.request((method, arguments) -> Collections.enumeration(List.of(headers)));
        return AuthorizationHeader.of(request).map(presented -> presented);
    }

    @Test
    void ofSeveralHeadersNoneIsBelieved() {
        assertThat(of("Bearer a")).hasValue(new BearerToken("a"));
        assertThat(of()).isEmpty();
        assertThat(of("Bearer a", "Bearer b")).isEmpty();
        assertThat(of("Bearer a", "Bearer a")).isEmpty();
    }

    private static Optional<AuthorizationHeader> parse(String header) {
        return AuthorizationHeader.parse(header).map(presented -> presented);
    }
}
