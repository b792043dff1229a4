package io.latchkey.testing;

import io.latchkey.right.AccessRight;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The built WAR on a server process of its own, of the kind that the build has chosen, with everything a test may want of it. */
public final class LatchkeyServer implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    /** The first user's password. */
    public static final String ADMIN_PASSWORD = "test-admin-Passwörd";

    /** What the form to sign in sends beside what a user has written: as Mojarra names it, and as MyFaces does. */
    public static final String SIGN_IN_FORM =
            "signIn=signIn&signIn_SUBMIT=1&submit=&from=&jakarta.faces.ViewState=stateless";

    /** The log's name in the folder that the process is started in. */
    public static final String LOG = "server.log";

    /** Several times what it takes. */
    private static final Duration USES_LIMIT = Duration.ofSeconds(30);

    private final String name;
    private final Optional<TestDatabase> database;
    private final ServerProcess process;

    private LatchkeyServer(String name, Optional<TestDatabase> database, ServerProcess process) {
        this.name = name;
        this.database = database;
        this.process = process;
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
        server.process.launchAndAwaitReady();
        return server;
    }

    /** Starts the product on a new database, with the server's log in JSON. */
    public static LatchkeyServer startLoggingJson(DatabaseKind kind) {
        LatchkeyServer server = notLaunched(kind);
        server.process.launchLoggingJson();
        return server;
    }

    private static LatchkeyServer create(Path war, DatabaseKind kind, Map<String, String> environment) {
        Path folder = Folders.make(kind.name());
        TestDatabase database = TestDatabase.create(kind, folder);
        return new LatchkeyServer(
                kind.name(),
                Optional.of(database),
                new ServerProcess(war, folder, TestSettings.with(database, environment)));
    }

    /** Starts one more node on this one's database, with its secrets and settings; it ends before this one. */
    public LatchkeyServer startAnotherNode() {
        return startAnotherNode(Map.of());
    }

    /** The same with other settings, as environment variables. */
    public LatchkeyServer startAnotherNode(Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(process.environment());
        settings.putAll(others);
        settings.put("LATCHKEY_DATA_DIRECTORY", folder().resolve("data").toString());
        LatchkeyServer other = new LatchkeyServer(
                name + " again", Optional.empty(), new ServerProcess(process.war(), Folders.make(name), settings));
        other.process.launchAndAwaitReady();
        return other;
    }

    /** The product on a new database, launched later. */
    public static LatchkeyServer notLaunched(DatabaseKind kind) {
        return create(product(), kind, Map.of());
    }

    /** A server that has only the given settings, and is launched later: as a newcomer would have it. */
    public static LatchkeyServer unconfigured(Map<String, String> environment) {
        return new LatchkeyServer(
                "embedded", Optional.empty(), new ServerProcess(product(), Folders.make("embedded"), environment));
    }

    private static Path product() {
        return Path.of(System.getProperty("latchkey.war"));
    }

    /** Stops the process; the next launch has these settings beside those it had, and not those without a value. */
    public void stopAndConfigure(Map<String, Optional<String>> settings) {
        process.stop();
        process.configure(settings);
    }

    /** Starts the process; {@link #awaitReady} tells whether the product came up in it. */
    public void launch() {
        process.launch();
    }

    /**
     * Waits until the product answers.
     *
     * @throws IllegalStateException when it does not, or the server has started without it
     */
    public void awaitReady() {
        process.awaitReady();
    }

    /** Waits until the log holds the text. */
    public void awaitLog(String text) {
        process.log().await(text);
    }

    /**
     * Waits until the log holds all that was logged so far, which a server may print later: until a wrong password of
     * one more user is there.
     */
    public void awaitLogged() {
        String last = "last-" + UUID.randomUUID();
        addUser(last, "VIEWER").as(last, "wrong").get("/manage/v1/users/me");
        awaitLog("Wrong password: user \"" + last + "\"");
    }

    /** Where the server listens. */
    public URI base() {
        return process.base();
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
        return process.folder();
    }

    /** What the server has logged so far. */
    public String log() {
        return process.log().text();
    }

    /** That, and all that the server writes elsewhere for those who look into a fault: what must hold no secret. */
    public String everythingWritten() {
        return process.everythingWritten();
    }

    /** What a server that was {@linkplain #startLoggingJson started so} has logged in JSON so far, a line an object. */
    public List<String> jsonLog() {
        return process.jsonLog();
    }

    /** Sends requests without credentials. */
    public Caller anonymous() {
        return Caller.of(base());
    }

    /** Where the server tells of its health. */
    public URI healthBase() {
        return process.healthBase();
    }

    /** Sends requests without credentials to there. */
    public Caller health() {
        return Caller.of(healthBase());
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

    /** The id of the first organisation: that of the first user. */
    public long organisation() {
        return users().organisation();
    }

    /** The id of a key of the first organisation; others' may have the same number. */
    public long keyId(TestKey key) {
        return Long.parseLong(database()
                .value(
                        "SELECT id FROM api_key WHERE number = ? AND organisation_id = ?",
                        key.number(),
                        organisation()));
    }

    /** Sets one of the times of a key of the first organisation, a column of its row; then the server knows. */
    public void setTime(TestKey key, String column, Instant time) {
        database().execute("UPDATE api_key SET " + column + " = ? WHERE id = ?", Timestamp.from(time), keyId(key));
        awaitHeard();
    }

    /** Waits until the server has heard of every change of a key so far: of one more it hears after those. */
    public void awaitHeard() {
        TestKey last = makeKey(AccessRight.EVENTS);
        isAccepted(last);
        database().execute("UPDATE api_key SET status = 'DISABLED', disabled_by = 'USER' WHERE id = ?", keyId(last));
        Pause.until("the last change to be heard of", USES_LIMIT, () -> !isAccepted(last));
    }

    private boolean isAccepted(TestKey key) {
        return with(key).get("/api/v1/account/info").status() == 200;
    }

    /** Waits until every use that has been noted so far is written down: a use of one more key is, which comes after them. */
    public void awaitUsesWritten() {
        TestKey last = makeKey(AccessRight.EVENTS);
        with(last).get("/api/v1/account/info");
        Pause.until("the last use to be written down", USES_LIMIT, () -> isUseWritten(last));
    }

    /** That of the key counts before it is written; its secrets' are written after those of keys. */
    private boolean isUseWritten(TestKey key) {
        return admin().get(key.path()).json().at("/secrets/0/lastUsedAt").isString();
    }

    /** Sends requests as the owner of a second organisation, which is made at the first call. */
    public Caller ownerOfOther() {
        return anonymous().as(users().addOtherOrganisation(), ADMIN_PASSWORD);
    }

    /** Adds a user to the first organisation, with the first user's password, and sends requests as them. */
    public Caller addUser(String name, String role) {
        users().add(name, role);
        return anonymous().as(name, ADMIN_PASSWORD);
    }

    /** Makes one more organisation, without keys, with an owner of this name and the first user's password; its id. */
    public long addOrganisation(String owner) {
        return users().addOrganisation(owner);
    }

    private TestUsers users() {
        return new TestUsers(database());
    }

    /** Begins a user's session, as the page does, and returns its cookie as {@code Cookie} sends it. */
    public String signIn(String name, String password) {
        return SignIn.session(anonymous(), name, password);
    }

    @Override
    public void close() {
        process.stop();
        database.ifPresent(TestDatabase::close);
        process.deleteServerFolder();
    }

    /** Ends the process as a crash does (SIGKILL). */
    public void killProcess() {
        process.kill();
    }

    /** Has the process hang: it keeps its connections, and says nothing (SIGSTOP). */
    public void freeze() {
        process.freeze();
    }

    /** Ends the freeze. */
    public void thaw() {
        process.thaw();
    }

    /** Stops the process as an operator does. */
    public void stopProcess() {
        process.stop();
    }

    /** The database, which is what tells two servers apart in a test's name. */
    @Override
    public String toString() {
        return name;
    }
}
