package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.boot.ApiApplication;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.TestKey;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method in every version with every right in every state of a key, against the table. */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessRightsIT {

    @Parameter
    private LatchkeyServer server;

    private final Map<AccessRight, TestKey> enabled = new EnumMap<>(AccessRight.class);
    private final Map<String, String> refused = new LinkedHashMap<>();

    static List<AccessRightsTable.Row> rows() {
        return AccessRightsTable.rows();
    }

    @BeforeParameterizedClassInvocation
    void makeKeys() {
        enabled.clear();
        refused.clear();
        refused.put("an empty key", "");
        refused.put("a wrong key", "wrong");
        for (AccessRight right : AccessRight.values()) {
            enabled.put(right, server.makeKey(right));

            TestKey disabled = server.makeKey(right);
            server.admin().patch(disabled.path(), "{\"status\":\"DISABLED\"}");
            refused.put("a disabled key for " + right, disabled.key());

            TestKey deleted = server.makeKey(right);
            server.admin().delete(deleted.path());
            refused.put("a deleted key for " + right, deleted.key());

            TestKey idle = server.makeKey(right);
            server.setTime(idle, "idle_since", Instant.now().minus(Duration.ofDays(91)));
            refused.put("a key for " + right + " that was not used", idle.key());

            TestKey expired = server.makeKey(right);
            server.setTime(expired, "expires_at", Instant.now().minusSeconds(1));
            refused.put("an expired key for " + right, expired.key());

            TestKey rotated = server.makeKey(right);
            server.admin().post(rotated.path() + "/rotation", "{\"overlap\":\"PT0S\"}");
            refused.put("a rotated key for " + right, rotated.key());
        }
    }

    @Test
    void theTableHasEveryMethodThatThereIs() {
        assertThat(rows().stream().map(AccessRightsTable.Row::toString))
                .as("the lines of %s", AccessRightsTable.FILE)
                .containsExactlyElementsOf(new ApiApplication()
                        .methods().stream()
                                .map(method -> method.httpMethod() + " " + method.path())
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anEnabledKeyOpensWhatTheTableSays(AccessRightsTable.Row row) {
        enabled.forEach((right, key) -> {
            Answer answer = send(row, server.with(key));
            if (row.rights().contains(right)) {
                assertThat(answer.status())
                        .as("%s with %s: %s", row, right, answer.body())
                        .isNotIn(401, 403, 405, 500, 503);
            } else {
                assertThat(answer.status()).as("%s with %s", row, right).isEqualTo(403);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anyOtherKeyOpensNothing(AccessRightsTable.Row row) {
        assertThat(send(row, server.anonymous()).status())
                .as("%s without a key", row)
                .isEqualTo(401);
        refused.forEach((state, key) -> assertThat(
                        send(row, server.anonymous().as("x", key)).status())
                .as("%s with %s", row, state)
                .isEqualTo(401));
    }

    /** A request that is authorised or not before anything of it is read; it asks for nothing that exists. */
    private static Answer send(AccessRightsTable.Row row, Caller caller) {
        String path = row.path()
                .replace("{rest}", "")
                .replace("{list}", "unsubscribed")
                .replace("{language}", "en")
                .replace("{sessionId}", "00000000-0000-0000-0000-000000000000")
                .replaceAll("\\{\\w+}", "999999999999");
        boolean hasBody = row.httpMethod().startsWith("P");
        return caller.with("Content-Type", "application/json")
                .send(
                        row.httpMethod(),
                        path,
                        hasBody ? HttpRequest.BodyPublishers.ofString("{}") : HttpRequest.BodyPublishers.noBody());
    }
}
