package io.latchkey.testing;

import io.latchkey.right.AccessRight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The built WAR on a server process of its own, of the kind that the build has chosen, with everything a test may want of it. */
public final class LatchkeyServer implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    /** The first user's password. */
    public static final String ADMIN_PASSWORD = "test-admin-Passwörd";

    /** What the form to sign in sends beside what a user has written: as Mojarra names it, and as MyFaces does. */
    public static final String SIGN_IN_FORM =
            "signIn=signIn&signIn_SUBMIT=1&submit=&from=&jakarta.faces.ViewState=stateless";

    /** Of a terminal, which some servers write whether there is one or not. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    /** The log's name in the folder that the process is started in. */
    public static final String LOG = "server.log";

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /** Several times what it takes. */
    private static final Duration USES_LIMIT = Duration.ofSeconds(30);

    private final TestServer server = TestServer.chosen();
    private final Path war;
    private final String name;
    private final Optional<TestDatabase> database;
    private final Path folder;
    private final int port;
    private final Map<String, String> environment;
    private Process process;
    private int launches;

    private LatchkeyServer(
            Path war, String name, Optional<TestDatabase> database, Path folder, Map<String, String> environment) {
        this.war = war;
        this.name = name;
        this.database = database;
        this.folder = folder;
        this.port = Ports.free();
        this.environment = new HashMap<>(environment);
        this.environment.put("LATCHKEY_BASE_URL", "http://localhost:" + port);
    }

    /** Starts the product on a new database. */
    public static LatchkeyServer start(DatabaseKind kind) {
        return start(kind, Map.of());
    }

    /** The same, with settings of its own as environment variables. */
    public static LatchkeyServer start(DatabaseKind kind, Map<String, String> environment) {
        return start(product(), kind, environment);
    }

    /** The same, of the product with something more in its WAR. */
    static LatchkeyServer start(Path war, DatabaseKind kind, Map<String, String> environment) {
        LatchkeyServer server = create(war, kind, environment);
        server.launchAndAwait();
        return server;
    }

    /** Starts the product on a new database, with the server's log in JSON. */
    public static LatchkeyServer startLoggingJson(DatabaseKind kind) {
        LatchkeyServer server = create(product(), kind, Map.of());
        server.server.logJson();
        server.launchAndAwait();
        server.server.finishLoggingJson();
        return server;
    }

    private static LatchkeyServer create(Path war, DatabaseKind kind, Map<String, String> environment) {
        Path folder = Folders.make(kind.name());
        TestDatabase database = TestDatabase.create(kind, folder);
        Map<String, String> settings = new HashMap<>(database.environment());
        settings.put("LATCHKEY_ADMIN_PASSWORD", ADMIN_PASSWORD);
        // A password is checked with each request of a test; what it costs otherwise, the start's tests pay.
        settings.put("LATCHKEY_PASSWORD_ROUNDS", "1024");
        // Tests make many wrong attempts, all from one address.
        settings.put("LATCHKEY_GUESSING_KEYS", "100000000/PT1S");
        settings.put("LATCHKEY_GUESSING_PASSWORDS", "10000000/PT1S");
        settings.putAll(environment);
        return new LatchkeyServer(war, kind.name(), Optional.of(database), folder, settings);
    }

    /** Starts one more node on this one's database, with its secrets and settings; it ends before this one. */
    public LatchkeyServer startAnotherNode() {
        return startAnotherNode(Map.of());
    }

    /** The same with other settings, as environment variables. */
    public LatchkeyServer startAnotherNode(Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.putAll(others);
        settings.put("LATCHKEY_DATA_DIRECTORY", folder.resolve("data").toString());
        LatchkeyServer other = new LatchkeyServer(war, name + " again", Optional.empty(), Folders.make(name), settings);
        other.launchAndAwait();
        return other;
    }

    /** A server that has only the given settings, and is launched later: as a newcomer would have it. */
    public static LatchkeyServer unconfigured(Map<String, String> environment) {
        return new LatchkeyServer(product(), "embedded", Optional.empty(), Folders.make("embedded"), environment);
    }

    private static Path product() {
        return Path.of(System.getProperty("latchkey.war"));
    }

    /** Stops the process; the next launch has these settings beside those it had, and not those without a value. */
    public void stopAndConfigure(Map<String, Optional<String>> settings) {
        stopProcess();
        settings.forEach((name, value) ->
                value.ifPresentOrElse(text -> environment.put(name, text), () -> environment.remove(name)));
    }

    /** A server that nobody gets to see is not left running. */
    private void launchAndAwait() {
        launch();
        try {
            awaitReady();
        } catch (RuntimeException e) {
            killProcess();
            throw e;
        }
    }

    /** Starts the process; {@link #awaitReady} tells whether the product came up in it. */
    public void launch() {
        launches++;
        ProcessBuilder builder = server.command(war, serverFolder(), port)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        // A developer's own settings are not the test's.
        builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
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

    /**
     * Waits until the product answers.
     *
     * @throws IllegalStateException when it does not, or the server has started without it
     */
    public void awaitReady() {
        Instant limit = Instant.now().plus(START_LIMIT);
        boolean serverIsUp = false;
        while (!answers()) {
            if (serverIsUp || !process.isAlive() || Instant.now().isAfter(limit)) {
                throw new IllegalStateException("The product did not start; see " + logFile());
            }
            serverIsUp = server.started().matcher(log()).results().count() >= launches;
            Pause.of(Duration.ofMillis(200));
        }
    }

    /** Waits until the log holds the text. */
    public void awaitLog(String text) {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!log().contains(text)) {
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException("Not in the log: " + text + "; see " + logFile());
            }
            Pause.of(Duration.ofMillis(200));
        }
    }

    private boolean answers() {
        try {
            return anonymous().get("/manage/v1/keys").status() == 401;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Where the server listens. */
    public URI base() {
        return URI.create("http://localhost:" + port);
    }

    /** The server's database, to look into or to turn back its times. */
    public TestDatabase database() {
        return database.orElseThrow();
    }

    /** The number of the server's process. */
    public long pid() {
        return process.pid();
    }

    /** The folder that the server was started in. */
    public Path folder() {
        return folder;
    }

    /** What the server has logged so far. */
    public String log() {
        return COLOUR.matcher(text(logFile())).replaceAll("");
    }

    /** That, and all that the server writes elsewhere for those who look into a fault: what must hold no secret. */
    public String everythingWritten() {
        return Stream.concat(
                        Stream.of(log()), server.logs(serverFolder()).stream().map(LatchkeyServer::text))
                .collect(Collectors.joining());
    }

    /** What a server that was {@linkplain #startLoggingJson started so} has logged in JSON so far, a line an object. */
    public List<String> jsonLog() {
        return text(server.jsonLog(serverFolder(), logFile())).lines().toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new one each launch: a used one deploys the application twice. */
    private Path serverFolder() {
        return folder.resolve("server-" + launches);
    }

    private Path logFile() {
        return folder.resolve(LOG);
    }

    /** Sends requests without credentials. */
    public Caller anonymous() {
        return new Caller(base(), Map.of());
    }

    /** Where the server tells of its health. */
    public URI healthBase() {
        return URI.create("http://localhost:" + server.healthPort(port));
    }

    /** Sends requests without credentials to there. */
    public Caller health() {
        return new Caller(healthBase(), Map.of());
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

    /** Makes a key of the caller's organisation; a custom right is one that covers every request to a service. */
    public TestKey makeKey(Caller user, AccessRight right) {
        String more = "";
        if (right == AccessRight.CUSTOM) {
            user.post(
                    "/manage/v1/custom-rights",
                    "{\"name\":\"everything\",\"description\":\"test right\",\"patterns\":[\"* /**\"]}");
            more = ",\"customRight\":\"everything\"";
        }
        return makeKey(user, right, more);
    }

    /** The same with more fields, in JSON with a comma before each. */
    public TestKey makeKey(Caller user, AccessRight right, String more) {
        Answer made = user.post(
                "/manage/v1/keys",
                "{\"description\":\"test key\",\"accessRight\":\"" + right.name() + "\"" + more + "}");
        if (made.status() != 201) {
            throw new IllegalStateException("No key was made: " + made);
        }
        return new TestKey(
                made.json().get("number").longValue(), made.json().get("key").stringValue());
    }

    /** Waits until every use that has been noted so far is written down: a use of one more key is, which comes after them. */
    public void awaitUsesWritten() {
        TestKey last = makeKey(AccessRight.EVENTS);
        with(last).get("/api/v1/account/info");
        Pause.until("the last use to be written down", USES_LIMIT, () -> isUseWritten(last));
    }

    private boolean isUseWritten(TestKey key) {
        return !admin().get(key.path()).json().get("lastUsedAt").isNull();
    }

    /** Sends requests as the owner of a second organisation, which is made at the first call. */
    public Caller ownerOfOther() {
        int made = database()
                .execute("INSERT INTO organisation (id, name, last_key_number, created_at)"
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
                Long.parseLong(database().value("SELECT organisation_id FROM account_user WHERE name = 'admin'"));
        addUser(name, role, organisation);
        return anonymous().as(name, ADMIN_PASSWORD);
    }

    /** Makes one more organisation, without keys, with an owner of this name and the first user's password; its id. */
    public long addOrganisation(String owner) {
        long id = Long.parseLong(database().value("SELECT MAX(id) + 1000000 FROM organisation"));
        database()
                .execute(
                        "INSERT INTO organisation (id, name, last_key_number, created_at)"
                                + " SELECT ?, 'More', 0, created_at FROM organisation FETCH FIRST 1 ROW ONLY",
                        id);
        addUser(owner, "OWNER", id);
        return id;
    }

    private void addUser(String name, String role, long organisation) {
        database()
                .execute(
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
        database.ifPresent(TestDatabase::close);
        deleteUnpackedServer();
    }

    /** A hundred megabytes that tell nothing; the log stays. */
    private void deleteUnpackedServer() {
        Folders.delete(serverFolder());
    }

    /** Ends the process as a crash does (SIGKILL). */
    public void killProcess() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has the process hang: it keeps its connections, and says nothing (SIGSTOP). */
    public void freeze() {
        signal("STOP");
    }

    /** Ends the freeze. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the process as an operator does. */
    public void stopProcess() {
        server.stop(process, serverFolder());
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The database, which is what tells two servers apart in a test's name. */
    @Override
    public String toString() {
        return name;
    }

    /** Begins a user's session, as the page does, and returns its cookie as {@code Cookie} sends it. */
    public String signIn(String name, String password) {
        String form = SIGN_IN_FORM + "&name="
                + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        Answer signedIn = anonymous()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/sign-in", HttpRequest.BodyPublishers.ofString(form));
        String cookie = signedIn.headers().getOrDefault("set-cookie", List.of()).stream()
                .filter(set -> set.startsWith("latchkey-session="))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError(signedIn.status() + signedIn.body()));
        if (!cookie.contains("; HttpOnly") || !cookie.toLowerCase(Locale.ROOT).contains("; samesite=lax")) {
            throw new AssertionError("The session's cookie has " + cookie.replaceFirst("=[^;]*", "=…"));
        }
        return cookie.split(";", 2)[0];
    }
}
