package io.latchkey.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's log in JSON, when it is set up as docs/operations/monitoring.md says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonLogIT {

    private static final JsonMapper JSON = new JsonMapper();

    /** As Payara, WildFly and Open Liberty name it. */
    private static final List<String> LEVEL = List.of("/Level", "/level", "/loglevel");

    /** Payara has it elsewhere when something was thrown. */
    private static final List<String> MESSAGE = List.of("/LogMessage", "/Throwable/Exception", "/message");

    private LatchkeyServer server;

    @BeforeAll
    void start() {
        server = LatchkeyServer.startLoggingJson(DatabaseKind.H2);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** A fault of the database's, which quotes the value that it refuses: here a key that is good. */
    @Test
    void aFaultIsOneObjectWithItsRequestAndNoCredential() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.database().execute("ALTER TABLE event ALTER COLUMN key_value VARCHAR(3)");

        assertThat(server.with(key)
                        .with("X-Request-Id", "fault-1")
                        .post("/api/v1/event", "{\"eventTypeKey\":\"order\",\"keyValue\":\"" + key.key() + "\"}")
                        .status())
                .isEqualTo(500);

        Pause.until("the fault in the log", Duration.ofSeconds(30), () -> !ofRequest()
                .isEmpty());
        assertThat(ofRequest()).hasSize(1).allSatisfy(line -> {
            assertThat(value(line, LEVEL)).isIn("SEVERE", "ERROR");
            assertThat(value(line, MESSAGE)).startsWith("A request failed").contains("[request fault-1]");
            // What was thrown is in the same object, and what it quotes is taken out.
            assertThat(line).contains("Value too long", "lk_***", "io.latchkey.event.EventStore.append");
        });
        assertThat(ofProduct()).isNotEmpty().allSatisfy(line -> {
            assertThat(value(line, LEVEL)).isNotEmpty();
            assertThat(value(line, MESSAGE)).isNotEmpty();
        });
        String credentials =
                Base64.getEncoder().encodeToString(("any user:" + key.key()).getBytes(StandardCharsets.UTF_8));
        assertThat(String.join("\n", server.jsonLog())).doesNotContain(key.key(), credentials);
    }

    private List<String> ofRequest() {
        return server.jsonLog().stream()
                .filter(line -> line.contains("[request fault-1]"))
                .toList();
    }

    /** All that names a class of ours, as each line of ours does, and each of a stack trace that is not within an object. */
    private List<String> ofProduct() {
        return server.jsonLog().stream()
                .filter(line -> line.contains("io.latchkey."))
                .toList();
    }

    private static String value(String line, List<String> pointers) {
        JsonNode logged = JSON.readTree(line);
        return pointers.stream()
                .map(logged::at)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("None of " + pointers + " in " + line));
    }
}
