package io.latchkey.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.keytoken.KeyToken;
import io.latchkey.right.AccessRight;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.TestKey;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On PostgreSQL, which can be stopped: what is still answered then has asked it nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuessingIT {

    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

    private static final String INFO = "/api/v1/account/info";
    private static final String KEYS = "/manage/v1/keys";
    private static final String TOO_MANY = "urn:latchkey:problem:too-many-attempts";

    private final SecureRandom random = new SecureRandom();
    private LatchkeyServer server;

    @BeforeAll
    void start() {
        server = LatchkeyServer.start(
                DatabaseKind.POSTGRESQL,
                Map.of(
                        "LATCHKEY_GUESSING_KEYS", "4/PT4H",
                        "LATCHKEY_GUESSING_PASSWORDS", "3/PT3H",
                        "LATCHKEY_PROXY_TRUSTED", "127.0.0.0/8,::1",
                        // Refreshes by itself, so that both ways of a key into memory are taken.
                        "LATCHKEY_USAGE_FLUSH_INTERVAL", "PT2S"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Caller from(String address) {
        return server.anonymous().with("X-Forwarded-For", address);
    }

    private Answer guess(String address) {
        return from(address).as("x", KeyToken.generate(random).value()).get(INFO);
    }

    private static void assertTooMany(Answer answer, int atMost) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.json().get("type").stringValue()).isEqualTo(TOO_MANY);
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
        assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isBetween(1, atMost);
    }

    @Test
    void guessesAreRefusedWithoutTheDatabaseAndARightKeyWorks() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        for (int i = 0; i < 3; i++) {
            Answer first = guess("192.0.2.1");
            assertThat(first.status()).isEqualTo(401);
            assertThat(first.header("WWW-Authenticate")).isPresent();
        }
        assertThat(from("192.0.2.1").as("x", "lk_mistyped").get(INFO).status()).isEqualTo(401);
        // No credentials are no guess.
        assertThat(from("192.0.2.1").get(INFO).status()).isEqualTo(401);

        assertTooMany(guess("192.0.2.1"), 2);
        assertTooMany(from("192.0.2.1").as("x", "lk_mistyped").get(INFO), 3600);
        assertThat(from("192.0.2.1").as("x", key.key()).get(INFO).status()).isEqualTo(200);
        assertThat(guess("192.0.2.2").status()).isEqualTo(401);
        // What a client writes left of the proxy's own address is not believed.
        assertTooMany(guess("192.0.2.77, 192.0.2.1"), 2);

        TestKey madeMeanwhile = server.makeKey(AccessRight.EVENTS);
        assertThat(from("192.0.2.1").as("x", madeMeanwhile.key()).get(INFO).status())
                .isEqualTo(200);
        Answer rotated = server.admin().post(madeMeanwhile.path() + "/rotation", "{}");
        assertThat(from("192.0.2.1")
                        .as("x", rotated.json().get("key").stringValue())
                        .get(INFO)
                        .status())
                .isEqualTo(200);

        server.database().stop();
        try {
            assertTooMany(guess("192.0.2.1"), 2);
            assertTooMany(from("192.0.2.1").as("x", "lk_mistyped").get(INFO), 3600);
            // At once, for each waits until the last attempt to reach the database.
            CompletableFuture<Answer> another = CompletableFuture.supplyAsync(() -> guess("192.0.2.3"));
            assertThat(from("192.0.2.1").as("x", key.key()).get(INFO).status()).isEqualTo(503);
            assertThat(another.join().status()).isEqualTo(503);
        } finally {
            server.database().startAgain();
        }
        assertThat(from("192.0.2.1").as("x", key.key()).get(INFO).status()).isEqualTo(200);
    }

    @Test
    void aNetworkOfIpv6IsOneCaller() {
        for (int i = 0; i < 4; i++) {
            assertThat(guess("2001:db8:1:2::" + i).status()).isEqualTo(401);
        }
        assertTooMany(guess("2001:db8:1:2:ffff::1"), 2);
        assertThat(guess("2001:db8:1:3::1").status()).isEqualTo(401);
    }

    @Test
    void otherServicesAreAnsweredAlike() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        // A user's password is looked up as a key first, and is no guess.
        for (int i = 0; i < 6; i++) {
            assertThat(from("192.0.2.5")
                            .as("admin", LatchkeyServer.ADMIN_PASSWORD)
                            .post("/verify", "{\"key\":\"unknown\"}")
                            .status())
                    .isEqualTo(200);
        }
        for (int i = 0; i < 4; i++) {
            assertThat(from("192.0.2.5").as("x", "unknown" + i).get("/verify").status())
                    .isEqualTo(401);
        }

        assertTooMany(from("192.0.2.5").as("x", "unknown").get("/verify"), 2);
        assertThat(from("192.0.2.5").as("x", key.key()).get("/verify").status()).isEqualTo(204);
        assertThat(from("192.0.2.5")
                        .as("admin", LatchkeyServer.ADMIN_PASSWORD)
                        .post("/verify", "{\"key\":\"unknown\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDisabledKeyIsNoGuess() {
        TestKey key = server.makeKey(AccessRight.EVENTS);
        server.admin().patch(key.path(), "{\"status\":\"DISABLED\"}");
        for (int i = 0; i < 10; i++) {
            assertThat(from("192.0.2.10").as("x", key.key()).get(INFO).status()).isEqualTo(401);
        }
    }

    @Test
    void aKeyThatAsksInAPasswordsPlaceIsGuessedNoLonger() {
        server.addUser("guessed-asker", "MANAGER");
        for (int i = 0; i < 4; i++) {
            assertThat(ask(
                                    "192.0.2.6",
                                    "guessed-asker",
                                    KeyToken.generate(random).value())
                            .status())
                    .isEqualTo(401);
        }

        assertTooMany(
                ask("192.0.2.6", "guessed-asker", KeyToken.generate(random).value()), 2);
        assertThat(ask("192.0.2.6", "admin", LatchkeyServer.ADMIN_PASSWORD).status())
                .isEqualTo(200);
        assertNoWrongPassword("guessed-asker");
    }

    @Test
    void aDisabledKeyThatAsksIsNoWrongPassword() {
        server.addUser("disabled-asker", "MANAGER");
        TestKey key = server.makeKey(AccessRight.FULL);
        server.admin().patch(key.path(), "{\"status\":\"DISABLED\"}");
        for (int i = 0; i < 10; i++) {
            assertThat(ask("192.0.2.7", "disabled-asker", key.key()).status()).isEqualTo(401);
        }
        assertNoWrongPassword("disabled-asker");
    }

    private void assertNoWrongPassword(String userName) {
        server.awaitLogged();
        assertThat(server.log()).doesNotContain("Wrong password: user \"" + userName + "\"");
    }

    private Answer ask(String address, String userName, String password) {
        return from(address).as(userName, password).post("/verify", "{\"key\":\"unknown\"}");
    }

    @Test
    void wrongPasswordsAreRefusedForTheAddressAndTheName() {
        server.addUser("guessed", "MANAGER");
        for (int i = 0; i < 3; i++) {
            Answer first = from("192.0.2.20").as("guessed", "wrong").get(KEYS);
            assertThat(first.status()).isEqualTo(401);
            assertThat(first.header("WWW-Authenticate")).isPresent();
        }

        assertTooMany(from("192.0.2.20").as("guessed", "wrong").get(KEYS), 3600);
        assertTooMany(
                from("192.0.2.20").as("guessed", LatchkeyServer.ADMIN_PASSWORD).get(KEYS), 3600);
        assertTooMany(from("192.0.2.20").as("guessed", "wrong").get("/settings/outbox"), 3600);
        assertThat(from("192.0.2.21")
                        .as("guessed", LatchkeyServer.ADMIN_PASSWORD)
                        .get(KEYS)
                        .status())
                .isEqualTo(200);
        assertThat(from("192.0.2.20")
                        .as("admin", LatchkeyServer.ADMIN_PASSWORD)
                        .get(KEYS)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void thePageSaysSoToo() {
        for (int i = 0; i < 3; i++) {
            assertThat(signIn("192.0.2.30", "en", "wrong").body()).contains("Incorrect user name or password");
        }

        assertThat(signIn("192.0.2.30", "en", LatchkeyServer.ADMIN_PASSWORD).body())
                .contains("Try again in ")
                .contains(" seconds.");
        assertThat(signIn("192.0.2.30", "uk", "wrong").body()).contains("Спробуйте ще раз за ");
        assertThat(signIn("192.0.2.31", "en", LatchkeyServer.ADMIN_PASSWORD).status())
                .isEqualTo(302);
    }

    private Answer signIn(String address, String language, String password) {
        Matcher nonce = NONCE.matcher(server.anonymous().get("/sign-in").body());
        assertThat(nonce.find()).isTrue();
        String form = LatchkeyServer.SIGN_IN_FORM + "&name=admin&primefaces.nonce="
                + URLEncoder.encode(nonce.group(1), StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        return from(address)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with("Accept-Language", language)
                .send("POST", "/sign-in", HttpRequest.BodyPublishers.ofString(form));
    }
}
