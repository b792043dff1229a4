package io.latchkey.testing;

import io.latchkey.key.AccessRight;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The built WAR on a Payara Micro process of its own, with everything a test may want of it. */
public final class LatchkeyServer implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    /** The first user's password. */
    public static final String ADMIN_PASSWORD = "test-admin-Passwörd";

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final DatabaseKind kind;
    private final TestDatabase database;
    private final Path folder;
    private final int port;
    private final Map<String, String> environment;
    private Process process;

    private LatchkeyServer(DatabaseKind kind, TestDatabase database, Path folder, Map<String, String> environment) {
        this.kind = kind;
        this.database = database;
        this.folder = folder;
        this.port = freePort();
        this.environment = new HashMap<>(database.environment());
        this.environment.put("LATCHKEY_ADMIN_PASSWORD", ADMIN_PASSWORD);
        this.environment.put("LATCHKEY_BASE_URL", "http://localhost:" + port);
        this.environment.putAll(environment);
    }

    /** Starts the product on a new database. */
    public static LatchkeyServer start(DatabaseKind kind) {
        return start(kind, Map.of());
    }

    /** The same, with settings of its own as environment variables. */
    public static LatchkeyServer start(DatabaseKind kind, Map<String, String> environment) {
        Path folder = newFolder(kind);
        LatchkeyServer server = new LatchkeyServer(kind, TestDatabase.create(kind, folder), folder, environment);
        server.launch();
        server.awaitReady();
        return server;
    }

    /** Stops the process as an operator does (SIGTERM) and starts it again on the same database and port. */
    public void restart() {
        stopProcess();
        launch();
        awaitReady();
    }

    private void launch() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                System.getProperty("payara.microJar"),
                "--deploy",
                System.getProperty("latchkey.war"),
                "--contextroot",
                "/",
                "--port",
                Integer.toString(port),
                "--rootDir",
                folder.resolve("payara").toString(),
                "--noCluster",
                "--disablephonehome",
                "--prebootcommandfile",
                System.getProperty("latchkey.preBootCommands")));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Whatever ends the tests ends the server.
        Process started = process;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    }

    private void awaitReady() {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(limit)) {
                process.destroyForcibly();
                throw new IllegalStateException("The server did not start; see " + logFile());
            }
            sleep();
        }
    }

    private boolean answers() {
        try {
            return anonymous().get("/manage/v1/keys").status() == 401;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where the server listens. */
    public URI base() {
        return URI.create("http://localhost:" + port);
    }

    public DatabaseKind kind() {
        return kind;
    }

    /** The server's database, to look into or to turn back its times. */
    public TestDatabase database() {
        return database;
    }

    /** What the server has logged so far. */
    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path logFile() {
        return folder.resolve("server.log");
    }

    /** Sends requests without credentials. */
    public Caller anonymous() {
        return new Caller(base(), Map.of());
    }

    /** Sends requests as the organisation's first user. */
    public Caller admin() {
        return anonymous().as("admin", ADMIN_PASSWORD);
    }

    /** Sends requests with an API key. */
    public Caller with(TestKey key) {
        return anonymous().as("any user", key.key());
    }

    /** Makes a key of the first organisation. */
    public TestKey makeKey(AccessRight right) {
        return makeKey(admin(), right);
    }

    /** Makes a key of the caller's organisation. */
    public TestKey makeKey(Caller user, AccessRight right) {
        Answer made =
                user.post("/manage/v1/keys", "{\"description\":\"test key\",\"accessRight\":\"" + right.name() + "\"}");
        if (made.status() != 201) {
            throw new IllegalStateException("No key was made: " + made);
        }
        return new TestKey(
                made.json().get("number").longValue(), made.json().get("key").stringValue());
    }

    /** Sends requests as the owner of a second organisation, which is made at the first call. */
    public Caller ownerOfOther() {
        int made = database.execute("INSERT INTO organisation (id, name, last_key_number, created_at)"
                + " SELECT 1000000, 'Other', 0, created_at FROM organisation"
                + " WHERE NOT EXISTS (SELECT 1 FROM organisation WHERE id = 1000000) FETCH FIRST 1 ROW ONLY");
        if (made > 0) {
            addUser("other-owner", "OWNER", 1_000_000);
        }
        return anonymous().as("other-owner", ADMIN_PASSWORD);
    }

    /** Adds a user to the first organisation, with the first user's password, and sends requests as them. */
    public Caller addUser(String name, String role) {
        long organisation =
                Long.parseLong(database.value("SELECT organisation_id FROM account_user WHERE name = 'admin'"));
        addUser(name, role, organisation);
        return anonymous().as(name, ADMIN_PASSWORD);
    }

    private void addUser(String name, String role, long organisation) {
        database.execute(
                "INSERT INTO account_user (id, organisation_id, name, password_hash, role, created_at)"
                        + " SELECT (SELECT MAX(id) + 1000000 FROM account_user), ?, ?, password_hash, ?, created_at"
                        + " FROM account_user WHERE name = 'admin'",
                organisation,
                name,
                role);
    }

    @Override
    public void close() {
        stopProcess();
        database.close();
        deleteUnpackedServer();
    }

    /** A hundred megabytes that tell nothing; the log stays. */
    private void deleteUnpackedServer() {
        try (Stream<Path> files = Files.walk(folder.resolve("payara"))) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopProcess() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Path newFolder(DatabaseKind kind) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "it"));
            return Files.createTempDirectory(parent, kind.name().toLowerCase(java.util.Locale.ROOT) + "-")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database, which is what tells two servers apart in a test's name. */
    @Override
    public String toString() {
        return kind.name();
    }
}
