package io.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What pages do for callers that are no browsers. */
@OnOneDatabase
class PageFilterIT {

    private static final String PROFILE = "/settings/profile";
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]+)\"");

    private final LatchkeyServer server;

    PageFilterIT(LatchkeyServer server) {
        this.server = server;
    }

    @Test
    void aWrongPasswordInAFormWithoutANonceIsRefused() {
        Answer answer =
                submit(server.anonymous(), "/sign-in", LatchkeyServer.SIGN_IN_FORM + "&name=nobody&password=wrong");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void soIsAnyOtherInputThatIsNotValid() {
        Caller user = signedIn();

        Answer answer = submit(user, PROFILE, form(user.get(PROFILE)) + "&profileForm:email=nowhere");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    /** One in which the page's form could be submitted. */
    @Test
    void aPasswordInEachRequestLeavesNoSessionBehind() {
        Caller script = server.addUser("script-" + UUID.randomUUID(), "OWNER");
        Answer page = script.get(PROFILE);
        assertThat(page.status()).isEqualTo(200);

        Answer answer = submit(script.with("Cookie", cookie(page)), PROFILE, form(page));

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
    }

    private Caller signedIn() {
        String name = "user-" + UUID.randomUUID();
        server.addUser(name, "VIEWER");
        return server.anonymous()
                .with("Cookie", server.signIn(name, LatchkeyServer.ADMIN_PASSWORD))
                .with("Accept", "text/html");
    }

    private static Answer submit(Caller caller, String path, String form) {
        return caller.with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", path, HttpRequest.BodyPublishers.ofString(form));
    }

    /** The form of the own profile, unchanged, as Mojarra and MyFaces expect it. */
    private static String form(Answer page) {
        MatchResult state =
                VIEW_STATE.matcher(page.body()).results().findFirst().orElseThrow();
        return "profileForm=profileForm&profileForm_SUBMIT=1&profileForm:save=&jakarta.faces.ViewState="
                + URLEncoder.encode(state.group(1), StandardCharsets.UTF_8);
    }

    private static String cookie(Answer page) {
        return page.headers().getOrDefault("set-cookie", List.of()).stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
    }
}
