package io.latchkey.signinpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.latchkey.openid.Keycloak;
import io.latchkey.page.BrowserOfTheRun;
import io.latchkey.page.Chromium;
import io.latchkey.page.Visit;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in by OpenID Connect, at a real provider and in a real browser. */
@ExtendWith(BrowserOfTheRun.class)
class OpenIdIT {

    private static Keycloak keycloak;
    private static LatchkeyServer server;

    private Visit visit;
    private Page page;

    @BeforeAll
    static void start() {
        keycloak = Keycloak.start();
        server = LatchkeyServer.start(DatabaseKind.H2, keycloak.environment());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @BeforeEach
    void open(Chromium chromium) {
        visit = new Visit(chromium, server, "en", ColorScheme.LIGHT, 1280);
        page = visit.page();
        server.database().execute("DELETE FROM account_identity");
    }

    @AfterEach
    void close() {
        visit.close();
    }

    private void signInAtTheProvider(String name) {
        page.locator("a.button").click();
        page.locator("#username").fill(name);
        page.locator("#password").fill(name + "'s password");
        page.locator("#kc-login").click();
    }

    private void addUser(String name, String role) {
        if (server.database()
                .value("SELECT COUNT(*) FROM account_user WHERE name = ?", name)
                .equals("0")) {
            server.addUser(name, role);
        }
    }

    private String session() {
        return visit.context().cookies(server.base().toString()).stream()
                .filter(kept -> kept.name.equals("latchkey-session"))
                .map(kept -> kept.value)
                .findFirst()
                .orElse("");
    }

    /** Of the sign-ins that are under way. */
    private List<Cookie> attempts() {
        return visit.context().cookies(server.base() + "/sign-in/openid/answer").stream()
                .filter(kept -> kept.name.startsWith("latchkey-openid-"))
                .toList();
    }

    @Test
    void aUserWhomTheProviderVouchesForIsSignedInAndComesToTheWantedPage() {
        addUser("anna@example.com", "MANAGER");
        page.navigate("/settings/activity?number=7");
        assertThat(page.locator("a.button")).hasText("Sign in with Keycloak");
        visit.check("sign-in-openid");
        signInAtTheProvider("anna");

        page.waitForURL("**/settings/activity?number=7");
        page.navigate("/settings/api");
        assertThat(page.locator(".who")).hasText("anna@example.com");
        assertThat(page.locator(".intro [data-call=latchkeyNew]")).isVisible();
        assertThat(attempts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example/"})
    void whoeverSignsInComesToNoOtherSite(String from) {
        addUser("anna@example.com", "MANAGER");
        page.navigate("/sign-in/openid?from=" + URLEncoder.encode(from, StandardCharsets.UTF_8));
        page.locator("#username").fill("anna");
        page.locator("#password").fill("anna's password");
        page.locator("#kc-login").click();

        page.waitForURL(server.base() + "/settings/api");
        assertThat(page.locator(".who")).hasText("anna@example.com");
        assertThat(visit.requests()).noneMatch(url -> URI.create(url).getHost().equals("evil.example"));
    }

    @Test
    void theSessionInWhichASignInBeganEndsWithIt() {
        addUser("anna@example.com", "MANAGER");
        visit.signIn("admin");
        // As if somebody had planted their own.
        String before = session();
        page.navigate("/sign-in/openid");
        page.locator("#username").fill("anna");
        page.locator("#password").fill("anna's password");
        page.locator("#kc-login").click();

        page.waitForURL("**/settings/api");
        assertThat(page.locator(".who")).hasText("anna@example.com");
        assertThat(session()).isNotEqualTo(before);
        assertThat(server.anonymous()
                        .with("Cookie", "latchkey-session=" + before)
                        .get("/settings/api")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whoOnlyBeginsLeavesNothingBehindHere() {
        for (int i = 0; i < 8; i++) {
            page.navigate("/sign-in/openid");
            page.locator("#username").waitFor();
        }

        assertThat(session()).isEmpty();
        assertThat(attempts()).hasSize(AttemptCookies.MAX).allSatisfy(kept -> {
            assertThat(kept.httpOnly).isTrue();
            assertThat(kept.sameSite).isEqualTo(SameSiteAttribute.LAX);
            assertThat(kept.path).isEqualTo("/sign-in/openid");
            assertThat(kept.expires - System.currentTimeMillis() / 1000.0).isBetween(300.0, 600.0);
        });
        assertThat(visit.context().cookies(server.base() + "/settings/api"))
                .noneMatch(kept -> kept.name.startsWith("latchkey-openid-"));
        // The last one is under way.
        addUser("anna@example.com", "MANAGER");
        page.locator("#username").fill("anna");
        page.locator("#password").fill("anna's password");
        page.locator("#kc-login").click();
        page.waitForURL("**/settings/api");
        assertThat(attempts()).hasSize(AttemptCookies.MAX - 1);
    }

    @Test
    void theSubjectCountsFromTheFirstTimeOnAndNotTheName() {
        addUser("anna@example.com", "MANAGER");
        page.navigate("/sign-in");
        signInAtTheProvider("anna");
        page.waitForURL("**/settings/api");
        // As if the provider had given the address to somebody else since.
        server.database().execute("UPDATE account_identity SET subject = 'another'");
        page.navigate("/sign-in/openid");

        assertThat(page.locator(".problem")).containsText("you are not a user here");
        assertThat(page.navigate("/settings/api").url()).endsWith("/settings/api");
        visit.context().clearCookies();
        assertThat(page.navigate("/settings/api").url()).contains("/sign-in");
    }

    @Test
    void anAddressForNoticesIsNoName() {
        server.addUser("robert", "VIEWER");
        server.database()
                .execute("UPDATE account_user SET email = 'Bob@Example.com', email_key = 'bob@example.com'"
                        + " WHERE name = 'robert'");
        page.navigate("/sign-in");
        signInAtTheProvider("bob");
        assertThat(page.locator(".problem")).containsText("you are not a user here");
        server.database().execute("DELETE FROM account_user WHERE name = 'robert'");
    }

    @Test
    void somebodyWhoIsNoUserHereIsToldSo() {
        page.navigate("/sign-in");
        signInAtTheProvider("bob");

        assertThat(page.locator(".problem")).containsText("you are not a user here");
        assertThat(page.navigate("/settings/api").url()).contains("/sign-in");
    }

    @Test
    void anAddressThatNobodyHasVerifiedMakesNobodyAUser() {
        addUser("eve@example.com", "OWNER");
        page.navigate("/sign-in");
        signInAtTheProvider("eve");

        assertThat(page.locator(".problem")).containsText("you are not a user here");
        assertThat(server.database().value("SELECT COUNT(*) FROM account_identity"))
                .isEqualTo("0");
    }

    @Test
    void anAnswerThatThisBrowserDidNotAskForSignsNobodyIn() {
        page.navigate("/sign-in/openid/answer?code=forged&state=forged");
        assertThat(page.locator(".problem")).containsText("did not sign you in");

        page.navigate("/sign-in/openid");
        page.locator("#username").waitFor();
        page.navigate(server.base() + "/sign-in/openid/answer?code=forged&state=forged");
        assertThat(page.locator(".problem")).containsText("did not sign you in");
        page.navigate(server.base() + "/sign-in/openid/answer?error=access_denied&state=forged");
        assertThat(page.locator(".problem")).containsText("did not sign you in");
        assertThat(page.navigate(server.base() + "/settings/api").url()).contains("/sign-in");
        assertThat(server.log()).doesNotContain("code=forged");
    }

    @Test
    void anAnswerThatIsNoAddressIsRefused() {
        // Not as a page: a browser shows one of its own where the server itself has refused, without a word.
        assertThat(page.request().get("/sign-in/openid/answer?code=a&state={|}").status())
                .isEqualTo(400);
        assertThat(page.request().get("/sign-in/openid/answer?code=%zz&state=%").status())
                .isEqualTo(400);
        assertThat(page.navigate("/sign-in/openid/answer").status()).isEqualTo(200);
        assertThat(page.locator(".problem")).containsText("did not sign you in");
    }

    @Test
    void twoTabsSignInOneAfterTheOther() {
        addUser("anna@example.com", "MANAGER");
        page.navigate("/sign-in/openid");
        page.locator("#username").waitFor();
        Page other = visit.context().newPage();
        other.navigate("/sign-in/openid");
        other.locator("#username").waitFor();

        page.locator("#username").fill("anna");
        page.locator("#password").fill("anna's password");
        page.locator("#kc-login").click();

        page.waitForURL("**/settings/api");
        assertThat(page.locator(".who")).hasText("anna@example.com");
        assertThat(server.admin().get("/manage/v1/audit?action=USER_LINKED").body())
                .contains("\"actor\":\"anna@example.com\"", "\"address\":\"", "realms/latchkey");
        // What is left of the other one's attempt leads to the pages too.
        other.navigate(server.base() + "/sign-in/openid/answer?code=late&state=late");
        assertThat(other.locator(".who")).hasText("anna@example.com");
    }

    @Test
    void aFirstSignInInTwoBrowsersAtOnceIsTwoSignIns() throws Exception {
        addUser("anna@example.com", "MANAGER");
        page.navigate("/sign-in");
        signInAtTheProvider("anna");
        page.waitForURL("**/settings/api");
        HttpClient client = HttpClient.newHttpClient();
        for (int round = 0; round < 5; round++) {
            List<HttpRequest> answers = List.of(heldAnswer(), heldAnswer(), heldAnswer());
            server.database().execute("DELETE FROM account_identity");

            List<CompletableFuture<HttpResponse<Void>>> sent = answers.stream()
                    .map(answer -> client.sendAsync(answer, HttpResponse.BodyHandlers.discarding()))
                    .toList();

            for (CompletableFuture<HttpResponse<Void>> one : sent) {
                assertThat(one.get()
                                .headers()
                                .firstValue("Location")
                                .orElse("" + one.get().statusCode()))
                        .endsWith("/settings/api");
            }
        }
    }

    /** The way back from the provider, which the browser is about to go, with an attempt of its own. */
    private HttpRequest heldAnswer() {
        visit.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName(Pattern.compile("latchkey-.*")));
        // Step by step: the way back is a redirect, which a route does not hold.
        String provider = location(server.base() + "/sign-in/openid");
        String answer = location(provider);
        assertThat(answer).startsWith(server.base() + "/sign-in/openid/answer");
        return HttpRequest.newBuilder(URI.create(answer))
                .header("Cookie", attempts().get(0).name + "=" + attempts().get(0).value)
                .build();
    }

    private String location(String url) {
        return visit.context()
                .request()
                .get(url, RequestOptions.create().setMaxRedirects(0))
                .headers()
                .get("location");
    }

    @Test
    void thePasswordStillServes() {
        visit.signIn("admin");
        assertThat(page.locator(".who")).hasText("admin");
    }
}
