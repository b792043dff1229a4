package io.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.HeldLocks;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnEachDatabase;
import io.latchkey.testing.Pause;
import io.latchkey.testing.TestKey;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The users of an organisation, as its owners and they themselves manage them. */
@OnEachDatabase
class UserIT {

    private static final String USERS = "/manage/v1/users";
    private static final String PASSWORD = "correct horse battery";

    private final LatchkeyServer server;
    private final Caller admin;

    UserIT(LatchkeyServer server) {
        this.server = server;
        this.admin = server.admin();
    }

    private static String newName() {
        return "user-" + UUID.randomUUID();
    }

    private static String request(String name, String role) {
        return "{\"name\":\"" + name + "\",\"email\":\"" + name + "@example.com\",\"password\":\"" + PASSWORD
                + "\",\"role\":\"" + role + "\"}";
    }

    private static String path(Answer user) {
        return USERS + "/" + user.json().get("id").longValue();
    }

    @Test
    void theFirstUsersPasswordIsNotLoggedWhenItWasConfigured() {
        assertThat(admin.get(USERS).status()).isEqualTo(200);
        assertThat(server.log())
                .contains("Created the first user")
                .doesNotContain(LatchkeyServer.ADMIN_PASSWORD)
                .doesNotContain(LatchkeyServer.ADMIN_PASSWORD.substring(0, 15));
    }

    @Test
    void aWrongPasswordIsInTheLogWithWhoseAndFromWhereButNotWhatWasTyped() {
        String name = newName();
        make(admin, name, "MANAGER");
        String nobody = "nobody-" + UUID.randomUUID();
        String wrong = "wrong-" + UUID.randomUUID();
        server.awaitLogged();
        int before = wrongPasswordsOfNobody();

        assertThat(as(name).as(name, wrong).get(USERS + "/me").status()).isEqualTo(401);
        assertThat(as(name).as(nobody, wrong).get(USERS + "/me").status()).isEqualTo(401);
        server.signIn(name, PASSWORD);

        server.awaitLog("Wrong password: user \"" + name + "\", from 127.0.0.1");
        server.awaitLog("Signed in by password: user \"" + name + "\", from 127.0.0.1");
        assertThat(wrongPasswordsOfNobody()).isEqualTo(before + 1);
        assertThat(server.everythingWritten()).doesNotContain(nobody).doesNotContain(wrong);
    }

    private int wrongPasswordsOfNobody() {
        return server.log().split("Wrong password: no such user, from 127\\.0\\.0\\.1", -1).length;
    }

    @Test
    void aWrongPresentPasswordIsInTheLogAndIsRefusedWhileSomebodyElseHasTheOrganisationLocked() throws SQLException {
        String name = newOwner();
        String wrong = "wrong-" + UUID.randomUUID();
        String change = "{\"password\":\"a newer password\",\"presentPassword\":\"" + wrong + "\"}";

        try (Connection other = server.database().dataSource().getConnection();
                PreparedStatement lock = other.prepareStatement("SELECT o.id FROM organisation o WHERE o.id ="
                        + " (SELECT organisation_id FROM account_user WHERE name = ?) FOR UPDATE")) {
            other.setAutoCommit(false);
            lock.setString(1, name);
            lock.executeQuery();
            assertThat(owner(name).patch(USERS + "/me", change).invalidFields()).containsExactly("presentPassword");
            other.rollback();
        }

        server.awaitLog("Wrong password: user \"" + name + "\", from 127.0.0.1");
        assertThat(server.everythingWritten()).doesNotContain(wrong);
    }

    private Answer make(Caller owner, String name, String role) {
        Answer made = owner.post(USERS, request(name, role));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private Caller as(String name) {
        return server.anonymous().as(name, PASSWORD);
    }

    /** The owner of a new organisation without anybody else. */
    private String newOwner() {
        String name = newName();
        server.addOrganisation(name);
        return name;
    }

    private Caller owner(String name) {
        return server.anonymous().as(name, LatchkeyServer.ADMIN_PASSWORD);
    }

    @Test
    void anOwnerMakesChangesAndDeletesAUser() {
        String name = newName();

        Answer made = make(admin, name, "MANAGER");

        assertThat(made.header("Location").orElseThrow()).endsWith(path(made));
        assertThat(made.json().get("email").stringValue()).isEqualTo(name + "@example.com");
        assertThat(made.body()).doesNotContain(PASSWORD).doesNotContainIgnoringCase("hash");
        assertThat(server.makeKey(as(name), AccessRight.EVENTS).number()).isPositive();

        Answer changed = admin.patch(path(made), "{\"role\":\"VIEWER\",\"email\":null}");
        assertThat(changed.json().get("role").stringValue()).isEqualTo("VIEWER");
        assertThat(changed.json().get("email").isNull()).isTrue();
        assertThat(as(name).post("/manage/v1/keys", "{}").status()).isEqualTo(403);

        assertThat(admin.patch(path(made), "{\"password\":\"another long one\"}")
                        .status())
                .isEqualTo(200);
        assertThat(as(name).get("/manage/v1/keys").status()).isEqualTo(401);
        assertThat(server.anonymous()
                        .as(name, "another long one")
                        .get("/manage/v1/keys")
                        .status())
                .isEqualTo(200);

        assertThat(admin.delete(path(made)).status()).isEqualTo(204);
        assertThat(admin.delete(path(made)).status()).isEqualTo(404);
        assertThat(admin.get(path(made)).status()).isEqualTo(404);
        assertThat(admin.patch(path(made), "{\"role\":\"OWNER\"}").status()).isEqualTo(404);
    }

    @Test
    void aDeletedUserIsShutOutAndLeavesTheirKeysAndName() {
        String name = newName();
        Answer made = make(admin, name, "MANAGER");
        TestKey key = server.makeKey(as(name), AccessRight.EVENTS);
        String session = server.signIn(name, PASSWORD);
        assertThat(settings(session).status()).isEqualTo(200);
        server.database()
                .execute(
                        "INSERT INTO account_identity SELECT id, 'https://provider.example', name, created_at"
                                + " FROM account_user WHERE name = ?",
                        name);

        assertThat(admin.delete(path(made)).status()).isEqualTo(204);

        assertThat(server.database().value("SELECT COUNT(*) FROM account_identity WHERE subject = ?", name))
                .isEqualTo("0");
        assertThat(as(name).get("/manage/v1/keys").status()).isEqualTo(401);
        assertThat(settings(session).status()).isIn(302, 303);
        assertThat(server.with(key).get("/api/v1/account/info").status()).isEqualTo(200);
        assertThat(admin.get(key.path()).json().get("createdBy").stringValue()).isEqualTo(name);
        assertThat(admin.get(USERS + "?limit=1000").body()).doesNotContain(name);
        Answer taken = admin.post(USERS, request(name, "OWNER"));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.header("Content-Type")).hasValue("application/problem+json");
        assertThat(server.database().value("SELECT email FROM account_user WHERE name = ?", name))
                .isNull();
    }

    @Test
    void anotherPasswordEndsTheSessionsBeforeIt() {
        String name = newName();
        make(admin, name, "MANAGER");
        String session = server.signIn(name, PASSWORD);
        assertThat(settings(session).status()).isEqualTo(200);

        String change = "{\"password\":\"a newer password\",\"presentPassword\":\"" + PASSWORD + "\"}";
        assertThat(as(name).patch(USERS + "/me", change).status()).isEqualTo(200);

        assertThat(settings(session).status()).isIn(302, 303);
    }

    /** Makes a user whose password takes several seconds to check. */
    private Answer makeWithSlowPassword(String name, String role) throws Exception {
        Answer made = make(admin, name, role);
        server.database()
                .execute(
                        "UPDATE account_user SET password_hash = ? WHERE name = ?", hash(PASSWORD, slowRounds()), name);
        return made;
    }

    /** As many as take five seconds here; a server that is just as busy takes about as long. */
    private static int slowRounds() throws Exception {
        int sample = 100_000;
        hash(PASSWORD, sample);
        Instant start = Instant.now();
        hash(PASSWORD, sample);
        double seconds = Duration.between(start, Instant.now()).toNanos() / 1e9;
        return (int) Math.min(5 / seconds * sample, 100_000_000);
    }

    /** Sends the request, which has a slow password, and once that is being checked does something else. */
    private Answer whileThePasswordIsChecked(Callable<Answer> request, Runnable meanwhile) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Instant start = Instant.now();
            Future<Answer> waiting = thread.submit(request);
            Future<Instant> end = thread.submit(() -> Instant.now());
            Pause.of(Duration.ofMillis(500));
            meanwhile.run();
            assertThat(waiting.isDone()).isFalse();

            Answer answer = waiting.get();
            // Else it was the password as changed that was checked, or nobody's.
            assertThat(Duration.between(start, end.get())).isGreaterThan(Duration.ofMillis(1500));
            return answer;
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void whoSignsInWithThePasswordBeforeAChangeGetsNoSession() throws Exception {
        String name = newName();
        Answer made = makeWithSlowPassword(name, "MANAGER");
        String form = LatchkeyServer.SIGN_IN_FORM + "&name=" + name + "&password=" + PASSWORD.replace(' ', '+');
        Caller page = server.anonymous().with("Content-Type", "application/x-www-form-urlencoded");

        Answer signedIn = whileThePasswordIsChecked(
                () -> page.send("POST", "/sign-in", HttpRequest.BodyPublishers.ofString(form)),
                () -> assertThat(admin.patch(path(made), "{\"password\":\"a newer password\"}")
                                .status())
                        .isEqualTo(200));

        assertThat(signedIn.headers().getOrDefault("set-cookie", List.of()))
                .noneMatch(cookie -> cookie.startsWith("latchkey-session="));
        assertThat(settings(server.signIn(name, "a newer password")).status()).isEqualTo(200);
    }

    @Test
    void aRequestThatWaitsForItsPasswordIsRefusedIfItsUserIsDeletedMeanwhile() throws Exception {
        String name = newName();
        Answer made = makeWithSlowPassword(name, "OWNER");

        Answer refused = whileThePasswordIsChecked(
                () -> as(name).get(USERS),
                () -> assertThat(admin.delete(path(made)).status()).isEqualTo(204));

        assertThat(refused.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            role = 'VIEWER' | POST |
            deleted_at = CURRENT_TIMESTAMP | POST |
            password_changed_at = CURRENT_TIMESTAMP | POST |
            role = 'MANAGER' | PATCH | {"role":"OWNER"}
            role = 'VIEWER' | PATCH | {"password":"a newer password"}
            role = 'VIEWER' | DELETE |
            """)
    void anOwnerWhoIsNoneAnyMoreWhenTheirTurnComesChangesNoUser(String loss, String method, String change)
            throws Exception {
        String owner = newOwner();
        String other = newName();
        String path = path(make(owner(owner), other, "VIEWER"));
        make(owner(owner), newName(), "OWNER");
        String added = newName();
        String body = method.equals("POST") ? request(added, "OWNER") : change;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection meanwhile = server.database().dataSource().getConnection()) {
            meanwhile.setAutoCommit(false);
            execute(
                    meanwhile,
                    "UPDATE organisation SET last_key_number = last_key_number WHERE id ="
                            + " (SELECT organisation_id FROM account_user WHERE name = ?)",
                    owner);
            Future<Answer> waiting = thread.submit(() -> owner(owner)
                    .with("Content-Type", "application/json")
                    .send(
                            method,
                            method.equals("POST") ? USERS : path,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body)));
            new HeldLocks(meanwhile, server.database().dataSource()).awaitWaiting(1);
            execute(meanwhile, "UPDATE account_user SET " + loss + " WHERE name = ?", owner);
            meanwhile.commit();

            assertThat(waiting.get().status()).as(waiting.get().body()).isEqualTo(403);
            assertThat(waiting.get().json().get("detail").stringValue())
                    .isEqualTo(
                            loss.startsWith("password")
                                    ? "Your password was changed in the meantime; sign in with the new one."
                                    : "The method needs a user with one of the roles: owner.");
        } finally {
            thread.shutdownNow();
        }

        assertThat(as(added).get(USERS + "/me").status()).isEqualTo(401);
        assertThat(as(other).get(USERS + "/me").json().get("role").stringValue())
                .isEqualTo("VIEWER");
    }

    private static void execute(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
    }

    private Answer settings(String session) {
        return server.anonymous()
                .with("Cookie", session)
                .with("Accept", "text/html")
                .get("/settings/outbox");
    }

    @Test
    void everybodyChangesTheirOwnAddressAndWithThePresentPasswordTheirPassword() {
        String name = newName();
        make(admin, name, "VIEWER");
        Caller user = as(name);

        assertThat(user.get(USERS + "/me").json().get("name").stringValue()).isEqualTo(name);
        String email = "New." + name + "@Example.com";
        assertThat(user.patch(USERS + "/me", "{\"email\":\"" + email + "\",\"presentPassword\":\"" + PASSWORD + "\"}")
                        .json()
                        .get("email")
                        .stringValue())
                .isEqualTo("New." + name + "@example.com");
        for (String refused : List.of(
                "{\"email\":null}",
                "{\"password\":\"a newer password\"}",
                "{\"password\":\"a newer password\",\"presentPassword\":\"wrong wrong wrong\"}")) {
            Answer answer = user.patch(USERS + "/me", refused);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.invalidFields()).containsExactly("presentPassword");
        }
        assertThat(user.patch(USERS + "/me", "{\"role\":\"OWNER\"}").invalidFields())
                .containsExactly("role");
        assertThat(user.patch(
                                USERS + "/me",
                                "{\"password\":\"a newer password\",\"presentPassword\":\"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(user.get(USERS + "/me").status()).isEqualTo(401);
        assertThat(server.anonymous()
                        .as(name, "a newer password")
                        .get(USERS + "/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ofChangesAtOnceByOnePresentPasswordOneHolds() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 5; round++) {
                String name = newName();
                make(admin, name, "VIEWER");
                List<Callable<Integer>> changes = IntStream.range(0, 4)
                        .<Callable<Integer>>mapToObj(number -> () ->
                                as(name).patch(USERS + "/me", change(number)).status())
                        .toList();

                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> status : threads.invokeAll(changes)) {
                    statuses.add(status.get());
                }

                // The others were too late to be let in, or to have the present password.
                assertThat(statuses).containsOnlyOnce(200).allMatch(status -> List.of(200, 400, 401)
                        .contains(status));
            }
        } finally {
            threads.shutdown();
        }
    }

    private static String change(int number) {
        return "{\"password\":\"a newer password " + number + "\",\"presentPassword\":\"" + PASSWORD + "\"}";
    }

    @Test
    void anOwnerDoesNotGetAroundTheirPresentPassword() {
        String name = newName();
        Answer made = make(admin, name, "OWNER");

        Answer refused = as(name).patch(path(made), "{\"password\":\"a newer password\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly("password");
    }

    @Test
    void theSameLettersTypedOtherwiseAreTheSamePassword() {
        String name = newName();
        make(admin, name, "VIEWER");
        String change = "{\"password\":\"Passwo\u0308rd of mine\",\"presentPassword\":\"" + PASSWORD + "\"}";
        assertThat(as(name).patch(USERS + "/me", change).status()).isEqualTo(200);

        assertThat(server.anonymous()
                        .as(name, "Passw\u00f6rd of mine")
                        .get(USERS + "/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPasswordOfFewerRoundsIsHashedAnewByItsUserAndEndsNoSession() throws Exception {
        String name = newName();
        make(admin, name, "MANAGER");
        String session = server.signIn(name, PASSWORD);
        String old = hash(PASSWORD, 1000);
        server.database().execute("UPDATE account_user SET password_hash = ? WHERE name = ?", old, name);

        assertThat(as(name).as(name, "wrong " + PASSWORD).get(USERS + "/me").status())
                .isEqualTo(401);
        assertThat(storedHash(name)).isEqualTo(old);
        assertThat(as(name).get(USERS + "/me").status()).isEqualTo(200);

        String anew = storedHash(name);
        assertThat(anew).startsWith("PBKDF2WithHmacSHA512:1024:");
        assertThat(as(name).get(USERS + "/me").status()).isEqualTo(200);
        assertThat(storedHash(name)).isEqualTo(anew);
        assertThat(settings(session).status()).isEqualTo(200);
    }

    /** As the containers keep them. */
    private static String hash(String password, int rounds) throws Exception {
        byte[] salt = new byte[32];
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, rounds, 256))
                .getEncoded();
        Base64.Encoder base64 = Base64.getEncoder();
        return "PBKDF2WithHmacSHA512:" + rounds + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(key);
    }

    private String storedHash(String name) {
        return server.database().value("SELECT password_hash FROM account_user WHERE name = ?", name);
    }

    @Test
    void usersAreForOwnersOfTheOrganisation() {
        String name = newName();
        Answer made = make(admin, name, "MANAGER");
        Caller manager = as(name);
        Caller other = server.ownerOfOther();

        assertThat(manager.get(USERS).status()).isEqualTo(403);
        assertThat(manager.get(path(made)).status()).isEqualTo(403);
        assertThat(manager.post(USERS, request(newName(), "OWNER")).status()).isEqualTo(403);
        assertThat(manager.patch(path(made), "{\"role\":\"OWNER\"}").status()).isEqualTo(403);
        assertThat(manager.delete(path(made)).status()).isEqualTo(403);
        assertThat(server.anonymous().get(USERS + "/me").status()).isEqualTo(401);
        assertThat(server.with(server.makeKey(AccessRight.FULL)).get(USERS).status())
                .isEqualTo(401);
        assertThat(other.get(path(made)).status()).isEqualTo(404);
        assertThat(other.patch(path(made), "{\"role\":\"OWNER\"}").status()).isEqualTo(404);
        assertThat(other.delete(path(made)).status()).isEqualTo(404);
        String fromThemOn = USERS + "?limit=1&after=" + (made.json().get("id").longValue() - 1);
        assertThat(admin.get(fromThemOn).body()).contains(name);
        assertThat(other.get(fromThemOn).body()).doesNotContain(name);
        assertThat(other.post(USERS, request(name, "VIEWER")).status()).isEqualTo(409);
    }

    @Test
    void theLastOwnerStays() {
        String name = newOwner();
        Caller owner = owner(name);
        String path = path(owner.get(USERS + "/me"));

        assertThat(owner.delete(path).status()).isEqualTo(409);
        assertThat(owner.patch(path, "{\"role\":\"VIEWER\"}").status()).isEqualTo(409);
        assertThat(owner.patch(path, "{\"role\":\"OWNER\"}").status()).isEqualTo(200);

        make(owner, newName(), "OWNER");
        assertThat(owner.patch(path, "{\"role\":\"VIEWER\"}").status()).isEqualTo(200);
    }

    @Test
    void ofTwoOwnersWhoRemoveEachOtherAtOnceOneStays() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5; round++) {
                String one = newOwner();
                String other = newName();
                String pathOfOne = path(owner(one).get(USERS + "/me"));
                String pathOfOther = path(make(owner(one), other, "OWNER"));
                List<Callable<Integer>> removals =
                        List.of(() -> owner(one).delete(pathOfOther).status(), () -> as(other)
                                .patch(pathOfOne, "{\"role\":\"MANAGER\"}")
                                .status());

                int done = 0;
                for (Future<Integer> status : threads.invokeAll(removals)) {
                    done += status.get() / 100 == 2 ? 1 : 0;
                }

                assertThat(done).isEqualTo(1);
                assertThat(Stream.of(owner(one), as(other))
                                .filter(owner -> owner.get(USERS).status() == 200))
                        .hasSize(1);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void everyChangeIsInTheLogAndNoPassword() {
        String name = newName();
        Answer made = make(admin, name, "MANAGER");
        admin.patch(path(made), "{\"role\":\"VIEWER\"}");
        admin.patch(path(made), "{\"password\":\"another long one\"}");
        admin.patch(path(made), "{\"role\":\"VIEWER\"}");
        admin.delete(path(made));

        Answer log = admin.get("/manage/v1/audit?subject=" + name);
        List<JsonNode> entries = log.json().get("entries").valueStream().toList();

        assertThat(entries)
                .extracting(entry -> entry.get("action").stringValue())
                .containsExactly("USER_DELETED", "USER_CHANGED", "USER_CHANGED", "USER_CREATED");
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.get("keyNumber").isNull()).isTrue());
        assertThat(entries.get(2).get("before").toString()).isEqualTo("{\"role\":\"MANAGER\"}");
        assertThat(entries.get(2).get("after").toString()).isEqualTo("{\"role\":\"VIEWER\"}");
        assertThat(entries.get(1).get("after").propertyNames()).containsExactly("passwordChangedAt");
        assertThat(entries.get(0).get("before").get("role").stringValue()).isEqualTo("VIEWER");
        assertThat(log.body())
                .doesNotContain(PASSWORD)
                .doesNotContain("another long one")
                .doesNotContain("PBKDF2");
        assertThat(admin.get("/manage/v1/audit/verification")
                        .json()
                        .get("intact")
                        .booleanValue())
                .isTrue();
        assertThat(admin.with("Accept", "text/csv")
                        .get("/manage/v1/audit?subject=" + name)
                        .body())
                .contains(",USER_CREATED,," + name + ",");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"x","password":"long enough 1","role":"KING"}                         | role
            {"name":"","password":"long enough 1","role":"OWNER"}                         | name
            {"name":"a:b","password":"long enough 1","role":"OWNER"}                      | name
            {"name":" a","password":"long enough 1","role":"OWNER"}                       | name
            {"name":"a\\nb","password":"long enough 1","role":"OWNER"}                    | name
            {"name":"x","password":"too short 1","role":"OWNER"}                          | password
            {"name":"Twelve Letters","password":"twelve letters","role":"OWNER"}          | password
            {"name":"x","password":"with a\\ttab in it","role":"OWNER"}                   | password
            {"name":"x","password":"P@ssw0rd1234","role":"OWNER"}                         | password
            {"name":"x","password":"","role":"OWNER"}                                     | password
            {"name":"x","password":"long enough 1"}                                       | role
            {"name":"x","password":"long enough 1","role":"OWNER","email":"nobody"}       | email
            {"name":"x","password":"long enough 1","role":"OWNER","email":"a@b.c\\nTo:x"} | email
            {"name":"x","password":"long enough 1","role":"OWNER","email":"xčĊTo@b.c"}    | email
            {"name":"x","password":"long enough 1","role":"OWNER","id":7}                 | id
            """)
    void badInputIsNamed(String body, String field) {
        Answer refused = admin.post(USERS, body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.invalidFields()).containsExactly(field);
    }

    @Test
    void anOverlongPasswordIsRefused() {
        Answer refused = admin.post(USERS, request(newName(), "OWNER").replace(PASSWORD, "x".repeat(129)));

        assertThat(refused.invalidFields()).containsExactly("password");
        assertThat(refused.body()).doesNotContain("xxx");
    }

    @Test
    void everyFieldThatIsRefusedIsNamed() {
        String name = newName();
        make(admin, name, "VIEWER");

        assertThat(admin.post(
                                USERS,
                                "{\"name\":\"" + newName()
                                        + "\",\"email\":\"nobody@nowhere\",\"password\":\"short\",\"role\":\"VIEWER\"}")
                        .invalidFields())
                .containsExactly("email", "password");
        Answer taken = admin.post(USERS, request(name, "VIEWER"));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.invalidFields()).containsExactly("name", "email");
        assertThat(as(name).patch(
                                "/manage/v1/users/me",
                                "{\"email\":\"nobody@nowhere\",\"password\":\"short\",\"presentPassword\":\"wrong\"}")
                        .invalidFields())
                .containsExactly("presentPassword", "email", "password");
    }

    @Test
    void anAddressIsOneUsersInAllOrganisations() {
        String name = newName();
        Answer made = make(admin, name, "VIEWER");
        String taken = "\"email\":\"" + name.toUpperCase(java.util.Locale.ROOT) + "@example.COM\"";
        String other = newName();
        String request =
                "{\"name\":\"" + other + "\",\"password\":\"long enough 1\",\"role\":\"VIEWER\"," + taken + "}";

        assertThat(admin.post(USERS, request).status()).isEqualTo(409);
        assertThat(server.ownerOfOther().post(USERS, request).status()).isEqualTo(409);
        Answer another = make(admin, other, "VIEWER");
        assertThat(admin.patch(path(another), "{" + taken + "}").status()).isEqualTo(409);

        assertThat(admin.delete(path(made)).status()).isEqualTo(204);
        assertThat(admin.patch(path(another), "{" + taken + "}").status()).isEqualTo(200);
    }

    @Test
    void aUserWithoutAPasswordDoesNotSignInWithOne() {
        String name = newName();
        Answer made = admin.post(USERS, "{\"name\":\"" + name + "\",\"role\":\"OWNER\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("hasPassword").booleanValue()).isFalse();
        assertThat(server.anonymous().as(name, "").get(USERS).status()).isEqualTo(401);
        assertThat(as(name).get(USERS).status()).isEqualTo(401);

        String change = "{\"password\":\"" + PASSWORD + "\"}";
        assertThat(admin.patch(path(made), change).json().get("hasPassword").booleanValue())
                .isTrue();
        assertThat(as(name).get(USERS).status()).isEqualTo(200);
    }

    @Test
    void theListComesPageByPage() {
        make(admin, newName(), "VIEWER");
        make(admin, newName(), "VIEWER");

        Answer first = admin.get(USERS + "?limit=1");
        String next = first.json().get("next").stringValue();
        Answer second = admin.get(next);

        assertThat(first.header("Link").orElseThrow()).contains("rel=\"next\"");
        assertThat(second.json().get("users").get(0).get("id").longValue())
                .isGreaterThan(first.json().get("users").get(0).get("id").longValue());
        assertThat(admin.get(USERS + "?limit=0").invalidFields()).containsExactly("limit");
    }
}
