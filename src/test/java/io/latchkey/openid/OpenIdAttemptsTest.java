package io.latchkey.openid;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class OpenIdAttemptsTest {

    private final OpenIdAttempts attempts = new OpenIdAttempts();

    private static OpenIdAttempt attempt(String state) {
        return new OpenIdAttempt(URI.create("https://provider.example"), state, "nonce", "verifier", "/settings/api");
    }

    @Test
    void eachTabHasItsOwnAndOnce() {
        attempts.add(attempt("one"));
        attempts.add(attempt("other"));

        assertThat(attempts.take("one")).contains(attempt("one"));
        assertThat(attempts.take("one")).isEmpty();
        assertThat(attempts.take("")).isEmpty();
        assertThat(attempts.take("other")).contains(attempt("other"));
    }

    @Test
    void theOldestIsForgottenForOneTooMany() {
        for (int i = 0; i <= OpenIdAttempts.MAX; i++) {
            attempts.add(attempt("s" + i));
        }

        assertThat(attempts.take("s0")).isEmpty();
        assertThat(attempts.take("s1")).isPresent();
        assertThat(attempts.take("s" + OpenIdAttempts.MAX)).isPresent();
    }
}
