package io.latchkey.database;

import static io.latchkey.database.Unavailable.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.FullDisk;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers get while the disk of the embedded database is full, and once there is room again. */
class FullDiskIT {

    /** More than H2 has room for in the file of a new database. */
    private static final int MANY = 2000;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @BeforeAll
    static void aDiskCanBeFull() {
        assumeTrue(FullDisk.isPossible(), "prlimit is not on this machine");
    }

    @Test
    void withoutRoomTheEmbeddedDatabaseRefusesAndKeepsWhatWasAccepted() throws IOException {
        try (LatchkeyServer server = LatchkeyServer.unconfigured(
                Map.of("LATCHKEY_ADMIN_PASSWORD", LatchkeyServer.ADMIN_PASSWORD, "LATCHKEY_PASSWORD_ROUNDS", "1024"))) {
            server.launch();
            server.awaitReady();
            TestKey key = server.makeKey(AccessRight.FULL);
            assertThat(info(server, key)).isEqualTo(200);
            List<String> accepted = new ArrayList<>();

            Path database = server.folder().resolve("data/latchkey.mv.db");
            try (FullDisk full = FullDisk.of(server.pid(), Files.size(database))) {
                assertUnavailable(writeUntilRefused(server, accepted));
                assertRefusedAgain(make(server, "refused"));
                // The database closes its file when it could not write to it, and may need room to open it anew.
                Answer read = server.with(key).get("/api/v1/account/info");
                if (read.status() != 200) {
                    assertRefusedAgain(read);
                }
            }

            Pause.until(
                    "a key to be made", LIMIT, () -> make(server, "with room").status() == 201);
            server.stopProcess();
            server.launch();
            server.awaitReady();
            assertThat(info(server, key)).isEqualTo(200);
            assertThat(server.admin()
                            .get("/manage/v1/keys?externalId=refused")
                            .json()
                            .get("keys"))
                    .isEmpty();
            for (String path : accepted) {
                assertThat(server.admin().get(path).status()).as(path).isEqualTo(200);
            }
        }
    }

    /** Open Liberty may answer by itself when it finds out that the database has closed itself. */
    private static void assertRefusedAgain(Answer answer) {
        if (System.getProperty("latchkey.test.server").equals("open-liberty")) {
            assertThat(answer.status()).isIn(500, 503);
        } else {
            assertUnavailable(answer);
        }
    }

    /** What was accepted until then is added to the list. */
    private static Answer writeUntilRefused(LatchkeyServer server, List<String> accepted) {
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            Answer answer = make(server, Long.toHexString(random.nextLong()).repeat(10));
            if (answer.status() != 201) {
                return answer;
            }
            accepted.add("/manage/v1/keys/" + answer.json().get("number").longValue());
        }
        throw new AssertionError("The database still has room");
    }

    private static Answer make(LatchkeyServer server, String externalId) {
        return server.admin()
                .post(
                        "/manage/v1/keys",
                        "{\"description\":\"a key\",\"accessRight\":\"FULL\",\"externalId\":\"" + externalId + "\"}");
    }

    private static int info(LatchkeyServer server, TestKey key) {
        return server.with(key).get("/api/v1/account/info").status();
    }
}
