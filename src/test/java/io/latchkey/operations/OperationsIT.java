package io.latchkey.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.Runbook;
import io.latchkey.testing.Shell;
import io.latchkey.testing.TestKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command of docs/operations, as it is written there, with a real PostgreSQL and a real server; but for those that others
 * run, who have what these need.
 */
class OperationsIT {

    private static final Path BINARIES = binaries();

    /** With all that a shell, curl's configuration, JSON or SQL reads as something else. */
    private static final String FIRST_PASSWORD = "admin's \"first\" \\pass$word `1` \\\"";

    private static final String ANOTHER_PASSWORD = "admin's \"other\" \\pass$word `2` \\\"";
    private static final String DATABASE_PASSWORD = "database's \"first\" \\pass$word `3` ''";
    private static final String ANOTHER_DATABASE_PASSWORD = "database's \"other\" \\pass$word `4` ''";
    private static final String DIGEST_KEY = base64("0123456789abcdef0123456789abcdef");
    private static final String OLD_MASTER_KEY = base64("abcdefghijklmnopabcdefghijklmnop");

    /** StartIT has the embedded database, RedisPasswordTest a Redis, and JsonLogIT a Payara Server in that profile. */
    private static final Set<String> OF_OTHERS = Set.of(
            Runbook.EMBEDDED_BACKUP,
            Runbook.EMBEDDED_RESTORE,
            Runbook.NEW_REDIS_PASSWORD,
            Runbook.FORMER_REDIS_PASSWORD,
            Runbook.PAYARA_SERVER_JSON_LOG);

    private final Runbook runbook = new Runbook();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path folder;

    @Test
    void everyCommandDoesWhatItsPageSays() throws IOException {
        assumeTrue(
                Files.isExecutable(BINARIES.resolve("pg_dump"))
                        && Shell.has("curl")
                        && Files.isExecutable(Path.of("/usr/bin/openssl")),
                "PostgreSQL's programs are not in " + BINARIES + " (-Dlatchkey.postgresql=PATH), or curl or openssl is"
                        + " missing");
        Files.createSymbolicLink(folder.resolve("bin"), Path.of("bin").toAbsolutePath());
        try (InstalledPostgres postgres = InstalledPostgres.start(BINARIES)) {
            environment.put("PATH", BINARIES + ":" + System.getenv("PATH"));
            environment.put("PGHOST", "localhost");
            environment.put("PGPORT", Integer.toString(postgres.port()));
            environment.put("PGUSER", "postgres");
            environment.put("PGPASSWORD", InstalledPostgres.PASSWORD);
            environment.put("LATCHKEY_DB_PASSWORD", DATABASE_PASSWORD);
            block("first database");
            try (LatchkeyServer server = LatchkeyServer.unconfigured(Map.of(
                    "LATCHKEY_DB_URL",
                    url(postgres, "latchkey"),
                    "LATCHKEY_DB_USER",
                    "latchkey",
                    "LATCHKEY_DB_PASSWORD",
                    DATABASE_PASSWORD,
                    "LATCHKEY_ADMIN_PASSWORD",
                    FIRST_PASSWORD,
                    "LATCHKEY_PASSWORD_ROUNDS",
                    "1024",
                    "LATCHKEY_SECRET_DIGEST_KEY",
                    DIGEST_KEY,
                    "LATCHKEY_SECRET_MASTER_KEY",
                    OLD_MASTER_KEY))) {
                server.launch();
                server.awaitReady();
                environment.put("LATCHKEY_URL", server.base().toString());
                environment.put("LATCHKEY_HEALTH_URL", server.healthBase().toString());
                environment.put("LATCHKEY_USER", "admin");
                environment.put("LATCHKEY_PASSWORD", FIRST_PASSWORD);
                operate(server, postgres);
            }
        }
        Set<String> all = runbook.names();
        assertThat(all).containsAll(OF_OTHERS);
        all.removeAll(OF_OTHERS);
        assertThat(runbook.run()).isEqualTo(all);
    }

    private void operate(LatchkeyServer server, InstalledPostgres postgres) throws IOException {
        Caller admin = server.anonymous().as("admin", FIRST_PASSWORD);
        TestKey key = server.makeKey(admin, AccessRight.EVENTS);
        block("health");
        assertThat(block("metrics")).contains("result=\"accepted\"");
        assertThat(block("schema version")).matches("(?s)\\d+\\s*");
        assertThat(block("webhook secret")).contains("whsec_");

        shell("psql --quiet --dbname=latchkey --command=\"INSERT INTO api_key_quota"
                + " (key_id, period, organisation_id, starts_at, used)"
                + " SELECT id, 'MONTH', organisation_id, now() + interval '1 year', 5 FROM api_key\"");
        assertThat(block("quotas after a jump")).isEqualTo("DELETE 1\n");

        block("backup");
        assertThat(folder.resolve("latchkey.dump")).satisfies(dump -> assertThat(Files.getPosixFilePermissions(dump))
                .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        TestKey later = server.makeKey(admin, AccessRight.EVENTS);
        block("restore");
        block("downgrade");
        String newMasterKey = block("new master key").strip();
        environment.put("LATCHKEY_NEW_DB_PASSWORD", ANOTHER_DATABASE_PASSWORD);
        block("database password");
        // As if a later version had been here.
        shell("psql --quiet --dbname=latchkey_restored --command=\"INSERT INTO flyway_schema_history"
                + " (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)"
                + " VALUES (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'x', 1, TRUE)\"");

        server.stopAndConfigure(Map.of(
                "LATCHKEY_DB_URL", Optional.of(url(postgres, "latchkey_restored")),
                "LATCHKEY_DB_PASSWORD", Optional.of(ANOTHER_DATABASE_PASSWORD),
                "LATCHKEY_SECRET_MASTER_KEY", Optional.empty(),
                "LATCHKEY_SECRET_MASTER_KEYS", Optional.of("2:" + newMasterKey + ",1:" + OLD_MASTER_KEY)));
        server.launch();
        server.awaitReady();
        assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(200);
        assertThat(server.with(later).get("/api/v1/account/info").status()).isEqualTo(401);
        block("check");
        block("master key");
        assertThat(admin.get("/manage/v1/master-key").body()).doesNotContain("\"version\":1,");
        assertThat(admin.get(key.path() + "/secret").json().get("key").stringValue())
                .isEqualTo(key.key());

        environment.put("LATCHKEY_NEW_PASSWORD", ANOTHER_PASSWORD);
        block("user password");
        assertThat(admin.get("/manage/v1/keys").status()).isEqualTo(401);
        assertThat(server.anonymous()
                        .as("admin", ANOTHER_PASSWORD)
                        .get("/manage/v1/keys")
                        .status())
                .isEqualTo(200);
    }

    private String block(String name) {
        return runbook.run(name, folder, environment);
    }

    private void shell(String commands) {
        Runbook.shell(commands, folder, environment);
    }

    /** As Debian has them, one folder a version: the newest, unless it is said where they are. */
    private static Path binaries() {
        Path versions = Path.of("/usr/lib/postgresql");
        try (Stream<Path> found = Files.isDirectory(versions) ? Files.list(versions) : Stream.empty()) {
            Path newest = found.filter(
                            version -> version.getFileName().toString().matches("\\d+"))
                    .max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .orElse(versions);
            return Path.of(System.getProperty(
                    "latchkey.postgresql", newest.resolve("bin").toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(InstalledPostgres postgres, String database) {
        return "jdbc:postgresql://localhost:" + postgres.port() + "/" + database;
    }

    private static String base64(String bytes) {
        return Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.US_ASCII));
    }
}
