package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import io.latchkey.testing.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs bin/latchkey with a real bash against the server. */
@OnOneDatabase(DatabaseKind.POSTGRESQL)
class CommandIT {

    private final LatchkeyServer server;

    @TempDir
    private Path folder;

    CommandIT(LatchkeyServer server) {
        this.server = server;
    }

    @BeforeEach
    void thereIsAShell() {
        assumeTrue(Shell.has("bash") && Shell.has("curl"), "bash and curl are not on this machine");
    }

    private Shell.Result run(String arguments) {
        return run(arguments, "admin", LatchkeyServer.ADMIN_PASSWORD);
    }

    private Shell.Result run(String arguments, String user, String password) {
        return Shell.run(
                List.of("bash", "-c", "bin/latchkey " + arguments),
                Map.of("LATCHKEY_URL", server.base().toString(), "LATCHKEY_USER", user, "LATCHKEY_PASSWORD", password));
    }

    private static void assertEnded(Shell.Result result, int exitCode, String... said) {
        assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
        for (String text : said) {
            assertThat(result.output()).contains(text);
        }
    }

    @Test
    void verifiesTheAuditLog() {
        server.makeKey(AccessRight.EVENTS);
        assertEnded(run("verify-audit"), 0, "The audit log is intact: ", " entries, head ");

        server.makeKey(server.ownerOfOther(), AccessRight.EVENTS);
        long position = Long.parseLong(
                server.database().value("SELECT MAX(position) FROM audit_entry WHERE organisation_id = 1000000"));
        String actor = "UPDATE audit_entry SET actor = ? WHERE organisation_id = 1000000 AND position = ?";
        server.database().execute(actor, "nobody", position);
        assertEnded(
                run("verify-audit", "other-owner", LatchkeyServer.ADMIN_PASSWORD),
                1,
                "entry " + position + " is ALTERED");
        server.database().execute(actor, "other-owner", position);
        assertEnded(run("verify-audit", "other-owner", LatchkeyServer.ADMIN_PASSWORD), 0);
    }

    @Test
    void rotatesTheMasterKey() {
        assertEnded(run("rotate-master-key"), 0, "Re-encrypted 0 secrets with version 1, 0 left");
        server.ownerOfOther();
        assertEnded(
                run("rotate-master-key", "other-owner", LatchkeyServer.ADMIN_PASSWORD),
                3,
                "answered 403: The master key serves the whole installation");
    }

    @Test
    void importsKeys() throws Exception {
        Path file = folder.resolve("keys.csv");
        String key = "moved " + UUID.randomUUID();
        Files.writeString(file, "description,accessRight,key\nA,EVENTS," + key + "\nB,NONE,short\n");
        assertEnded(
                run("import-keys " + file),
                1,
                "Nothing was imported: 3 errors in 2 lines.",
                "line 2: key must be visible ASCII characters, without spaces",
                "line 3: accessRight must be one of");

        Files.writeString(file, "description,accessRight,key\nA,EVENTS," + key.replace(' ', '-') + "\n");
        assertEnded(run("import-keys --dry-run " + file), 0, "1 key can be imported; nothing was stored");
        assertEnded(run("import-keys " + file), 0, "Imported 1 key: number ");
        assertEnded(run("import-keys " + file), 1, "line 2: key is not importable");
        assertEnded(run("import-keys " + file + " --dry"), 2);
        assertEnded(run("import-keys " + folder.resolve("none.csv")), 2);
        Files.writeString(file, "description,accessRight,key\n" + "A,EVENTS,too-large\n".repeat(500_000));
        assertEnded(run("import-keys " + file), 1, "8388608 bytes");
    }

    @Test
    void checksAKeyByItself() {
        String key = server.makeKey(AccessRight.EVENTS).key();
        String mistyped = key.substring(0, 20) + (key.charAt(20) == 'x' ? 'y' : 'x') + key.substring(21);

        assertEnded(run("check-key <<<'" + key + "'"), 0);
        assertEnded(run("check-key <<<'" + mistyped + "'"), 1, "checksum");
        assertEnded(run("check-key <<<'anything'"), 1);
        assertEnded(run("check-key </dev/null"), 1);
    }

    @Test
    void saysHowItIsUsedAndWhenNobodyAnswers() {
        assertEnded(run(""), 2, "Usage: latchkey COMMAND");
        assertEnded(run("nonsense"), 2);
        assertEnded(run("verify-audit x"), 2);
        assertEnded(run("help"), 0);
        assertEnded(run("verify-audit", "admin", "wrong \"\\ password"), 3, "answered 401");
        assertEnded(
                Shell.run(
                        List.of("bash", "-c", "bin/latchkey verify-audit"),
                        Map.of("LATCHKEY_URL", "http://localhost:1", "LATCHKEY_USER", "a", "LATCHKEY_PASSWORD", "b")),
                3);
    }
}
