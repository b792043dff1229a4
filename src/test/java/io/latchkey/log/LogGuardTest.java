package io.latchkey.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.request.CurrentRequest;
import io.latchkey.testing.Stub;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogGuardTest {

    private static final String KEY = "lk_0123456789abcdefghijABCDEFGHIJ01234567";

    private final LogGuard guard = new LogGuard(Optional.empty(), new CurrentRequest());

    private String written(LogRecord record) {
        assertThat(guard.isLoggable(record)).isTrue();
        return new SimpleFormatter().format(record);
    }

    private static LogRecord record(String message, Object... parameters) {
        LogRecord record = new LogRecord(Level.INFO, message);
        record.setLoggerName("another.library");
        record.setParameters(parameters);
        return record;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key " + KEY + " was sent",
                "{\"key\":\"" + KEY + "\"}",
                "two " + KEY + "," + KEY,
                "Authorization: Basic YWRtaW46bGtfMDEyMzQ1Njc4OQ==",
                "authorization=basic YWRtaW46cHc=",
                "Authorization: Bearer abcDEF012345._~-",
                "secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void noCredentialIsWritten(String message) {
        assertThat(written(record(message)))
                .contains("***")
                .doesNotContain(KEY.substring(3), "YWRtaW4", "DEF0", "MfKQ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                KEY,
                "a-" + KEY + "1234567890",
                "lklk_" + KEY,
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "id-1",
                "bulk_7",
                "lk_0123456789",
                "lkt_0123456789abcdefghijkl.0123456789abcdefghijABCDEFGHIJ0123456"
            })
    void noRequestIsNamedByACredential(String given) {
        Map<String, Object> attributes = new HashMap<>();
        HttpServletRequest request = Stub.request((method, arguments) -> switch (method) {
            case "getHeader" -> given;
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            default -> throw new UnsupportedOperationException(method);
        });
        CurrentRequest current = new CurrentRequest();

        current.begin(request, Stub.of(HttpServletResponse.class, (method, arguments) -> null));

        String id = current.id().orElseThrow();
        assertThat(Redaction.isNeeded(id)).isFalse();
        assertThat(id.equals(given)).isNotEqualTo(Redaction.isNeeded(given));
    }

    @Test
    void nothingElseIsChanged() {
        String text = "Basic authentication for lk_short, the key's file is /var/lk_data; bearer of news";
        LogRecord record = record(text);

        assertThat(written(record)).contains(text);
        assertThat(record.getMessage()).isSameAs(text);
    }

    @Test
    void inParametersOfAnyKind() {
        LogRecord record = record(
                "{0} {1} {2} {3}",
                KEY, new StringBuilder(KEY), List.of("a", KEY), new IllegalStateException("no " + KEY));

        assertThat(written(record)).doesNotContain(KEY.substring(3)).contains("lk_***");
        assertThat(Arrays.toString(record.getParameters())).doesNotContain(KEY.substring(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, "whsec_0123456789abcdefghijABCDEFGHIJ01"})
    void putTogetherOfParts(String secret) {
        for (int at = 1; at < secret.length(); at++) {
            assertThat(written(record("{0}{1}", secret.substring(0, at), secret.substring(at))))
                    .doesNotContain(secret.substring(20));
        }
        assertThat(written(record("of characters: " + Arrays.toString(secret.toCharArray()))))
                .doesNotContain("0, 1, 2, 3", "A, B, C");
    }

    @Test
    void inWhatWasThrownAndAllThatCausedIt() {
        Exception deepest = new IllegalArgumentException("deepest " + KEY);
        Exception thrown = new IllegalStateException("outer", new RuntimeException("middle " + KEY, deepest));
        thrown.addSuppressed(new IllegalStateException("beside " + KEY));
        LogRecord record = record("failed");
        record.setThrown(thrown);

        assertThat(written(record))
                .doesNotContain(KEY.substring(3))
                .contains(
                        "IllegalStateException: outer",
                        "Caused by: java.lang.RuntimeException: middle lk_***",
                        "Caused by: java.lang.IllegalArgumentException: deepest lk_***",
                        "Suppressed: java.lang.IllegalStateException: beside lk_***",
                        "at io.latchkey.log.LogGuardTest");
    }

    @Test
    void anExceptionThatIsItsOwnCauseEnds() {
        Exception one = new IllegalStateException("one " + KEY);
        Exception other = new IllegalStateException("other", one);
        one.initCause(other);
        LogRecord record = record("failed");
        record.setThrown(one);

        assertThat(written(record)).doesNotContain(KEY.substring(3));
    }

    @Test
    void whatASecondFilterSeesIsSafeToo() {
        LogGuard behind = new LogGuard(
                Optional.of(record -> {
                    assertThat(record.getMessage()).doesNotContain(KEY);
                    return false;
                }),
                new CurrentRequest());

        assertThat(behind.isLoggable(record("key " + KEY))).isFalse();
    }
}
