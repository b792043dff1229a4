package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.Java;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.Shell;
import io.latchkey.testing.TestKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the examples of the documentation, each where the machine has its language. */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class ExamplesIT {

    private static final Path EXAMPLES = Path.of("docs", "examples");

    private final LatchkeyServer server;

    ExamplesIT(LatchkeyServer server) {
        this.server = server;
    }

    @Test
    void curl() {
        assertWorks("curl", List.of("bash"), "curl.sh", "curl@example.com");
    }

    @Test
    void java() {
        String java = Java.tool("java");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertWorks(java, List.of(java, "-cp", classPath), "ApiExample.java", "java@example.com");
    }

    @Test
    void python() {
        assertWorks("python3", List.of("python3"), "example.py", "python@example.com");
    }

    @Test
    void javaScript() {
        assertWorks("node", List.of("node"), "example.mjs", "js@example.com");
    }

    private void assertWorks(String program, List<String> launcher, String file, String email) {
        assumeTrue(Shell.has(program), program + " is not on this machine");
        TestKey key = server.makeKey(AccessRight.EVENTS_AND_CONTACTS);
        List<String> command = new java.util.ArrayList<>(launcher);
        command.add(EXAMPLES.resolve(file).toString());

        Shell.Result result =
                Shell.run(command, Map.of("LATCHKEY_URL", server.base().toString(), "LATCHKEY_KEY", key.key()));

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("My organisation");
        assertThat(server.database().value("SELECT COUNT(*) FROM event WHERE key_value = ?", email))
                .isEqualTo("1");
        assertThat(server.with(key).get("/api/v1/contacts?email=" + email).body())
                .contains("Anna");
    }
}
