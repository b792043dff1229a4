package io.latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Answer;

/** What a database that is away, or cannot write, is answered by. */
final class Unavailable {

    private Unavailable() {}

    static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:latchkey:problem:unavailable");
    }
}
