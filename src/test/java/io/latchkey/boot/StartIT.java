package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import io.latchkey.testing.Runbook;
import io.latchkey.testing.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The first start, the next start, from a backup, and a start that must not be. */
class StartIT {

    private static final String WAITING = "The start waits for the database";

    @Test
    void aFirstStartSetsEverythingUpAndTheNextKeepsIt() throws IOException {
        // No flush in between, so that only the one on the way down can write the last use.
        try (LatchkeyServer server = LatchkeyServer.unconfigured(Map.of("LATCHKEY_USAGE_FLUSH_INTERVAL", "PT1H"))) {
            server.launch();
            server.awaitReady();
            server.awaitLog("create your first key with");
            Caller admin = server.anonymous().as("admin", passwordIn(server.log()));
            assertThat(lastLine(server.log())).contains("/manage/v1/keys").contains("curl -u admin");

            TestKey key = server.makeKey(admin, AccessRight.EVENTS);
            assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(200);
            Path data = server.folder().resolve("data");
            assertThat(data.resolve("latchkey.mv.db")).exists();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");

            server.stopProcess();
            loseAndRestore(server);
            server.launch();
            server.awaitReady();

            Answer read = admin.get(key.path());
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.json().get("lastUsedAt").isNull()).isFalse();
            assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(200);
            assertThat(admin.get(key.path() + "/secret").json().get("key").stringValue())
                    .isEqualTo(key.key());
            assertThat(server.log().split("Created the first user", -1)).hasSize(2);
            Answer log = admin.get("/manage/v1/audit?action=USER_CREATED");
            assertThat(log.json().get("entries")).hasSize(1);
            assertThat(log.body())
                    .contains("\"position\":1,", "\"actor\":\"latchkey\"", "\"subject\":\"admin\"", "OWNER");
        }
    }

    /** By the commands of the page, so that the next start has what the backup has kept, and nothing else. */
    private static void loseAndRestore(LatchkeyServer stopped) throws IOException {
        Runbook runbook = new Runbook();
        Path data = stopped.folder().resolve("data");
        runbook.run(Runbook.EMBEDDED_BACKUP, stopped.folder(), Map.of());
        Files.writeString(data.resolve("latchkey.mv.db"), "destroyed");
        Files.delete(data.resolve("secrets.properties"));

        runbook.run(Runbook.EMBEDDED_RESTORE, stopped.folder(), Map.of());

        assertThat(stopped.folder().resolve("data.before/latchkey.mv.db")).hasContent("destroyed");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    private static String passwordIn(String log) {
        Matcher password = Pattern.compile("with the password ([\\w-]{24}) \\(shown only once\\)")
                .matcher(log);
        assertThat(password.find()).isTrue();
        return password.group(1);
    }

    private static String lastLine(String log) {
        String[] lines = log.strip().split("\n", -1);
        return lines[lines.length - 1];
    }

    /** As when both begin with their machine; and the node can still be stopped. */
    @Test
    void aNodeThatStartsBeforeItsDatabaseWaitsForIt() {
        try (LatchkeyServer server = LatchkeyServer.notLaunched(DatabaseKind.POSTGRESQL)) {
            server.database().stop();

            server.launch();
            server.awaitLog(WAITING);
            server.stopProcess();

            server.launch();
            Pause.until(
                    "the second start to wait",
                    Duration.ofMinutes(4),
                    () -> server.log().split(WAITING, -1).length == 3);
            Pause.of(Duration.ofSeconds(10));
            server.database().startAgain();

            server.awaitReady();
            assertThat(server.log()).contains("The database can be reached: the start goes on");
            TestKey key = server.makeKey(AccessRight.EVENTS);
            assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(200);
        }
    }

    @Test
    void productionDoesNotStartWithoutSecrets() {
        try (LatchkeyServer server = LatchkeyServer.unconfigured(Map.of("LATCHKEY_PROFILE", "production"))) {
            server.launch();

            assertThatThrownBy(server::awaitReady).isInstanceOf(IllegalStateException.class);

            assertThat(server.log())
                    .contains("cannot start without latchkey.secret.digest-key and latchkey.secret.master-key")
                    .contains("openssl rand -base64 32");
            assertThat(server.folder().resolve("data/secrets.properties")).doesNotExist();
        }
    }
}
