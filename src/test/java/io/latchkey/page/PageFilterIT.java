package io.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.latchkey.form.FormReader;
import io.latchkey.testing.Answer;
import io.latchkey.testing.Caller;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages do for callers that are no browsers. */
@OnOneDatabase
class PageFilterIT {

    private static final String PROFILE = "/settings/profile";
    private static final String IMPORT = "/settings/import";
    private static final String UPLOAD = "multipart/form-data; boundary=limit";
    private static final String PART = "--limit\r\nContent-Disposition:form-data;name=a;filename=b\r\n\r\n\r\n";
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

    /** Some servers leave out such a parameter instead, and the form is incomplete. */
    @Test
    void aFormThatCannotBeDecodedIsNoFaultOfTheServer() {
        for (Caller caller : List.of(server.anonymous(), signedIn())) {
            assertThat(submit(caller, "/sign-in", "x=%zz").status()).isBetween(200, 409);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/settings/profile, /settings/profile",
        "//evil.example, /settings/api",
        "https://evil.example/, /settings/api",
        "/settings/api/../../../evil, /settings/api",
        "'', /settings/api"
    })
    void whoeverSignsInComesToNoOtherSite(String from, String page) {
        String form = LatchkeyServer.SIGN_IN_FORM.replace("&from=", "&from=" + encoded(from)) + "&name=admin&password="
                + encoded(LatchkeyServer.ADMIN_PASSWORD);

        Answer answer = submit(server.anonymous(), "/sign-in", form);

        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        URI location = server.base().resolve(answer.header("Location").orElseThrow());
        assertThat(location).isEqualTo(server.base().resolve(page));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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

    @Test
    void anUploadMayHaveOnlySoManyParts() {
        Caller manager = signedIn("MANAGER");
        String most = PART.repeat(FormReader.MAX_PARTS);

        Answer taken = upload(manager, most + "--limit--\r\n");
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);

        Answer refused = upload(manager, most + PART + "--limit--\r\n");
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    }

    /** Of several hundred megabytes in the memory of a server that reads it without limit. */
    @Test
    void anUploadOfEmptyPartsIsRefused() {
        Answer refused =
                upload(signedIn("OWNER"), PART.repeat(PageFilter.MAX_UPLOAD / PART.length() - 1) + "--limit--\r\n");

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void anUploadOfAnUndeclaredLengthIsLimitedToo() {
        assumeFalse(
                System.getProperty("latchkey.test.server").equals("wildfly"),
                "WildFly ends the connection of a chunked body that is too large, without a response");
        byte[] file = (PART + "x".repeat(PageFilter.MAX_UPLOAD)).getBytes(StandardCharsets.US_ASCII);

        Answer refused = signedIn("OWNER")
                .with("Content-Type", UPLOAD)
                .send("POST", IMPORT, HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file)));

        assertThat(refused.status()).isEqualTo(413);
    }

    /** A server that reads such a form to its end runs out of memory, whoever sends it. */
    @Test
    void aFormOfUndeclaredLengthIsNotRead() {
        byte[] form = (LatchkeyServer.SIGN_IN_FORM + "&name=nobody&password=wrong").getBytes(StandardCharsets.US_ASCII);

        for (Caller caller : List.of(server.anonymous(), signedIn())) {
            Answer refused = caller.with("Content-Type", "application/x-www-form-urlencoded")
                    .send(
                            "POST",
                            "/sign-in",
                            HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)));
            assertThat(refused.status()).isEqualTo(411);
        }
    }

    @Test
    void aCompressedFormIsNotRead() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(compressed)) {
            zip.write("a=".concat("x".repeat(1_000_000)).getBytes(StandardCharsets.US_ASCII));
        }

        for (Caller caller : List.of(server.anonymous(), signedIn())) {
            Answer refused = caller.with("Content-Type", "application/x-www-form-urlencoded")
                    .with("Content-Encoding", "gzip")
                    .send("POST", "/sign-in", HttpRequest.BodyPublishers.ofByteArray(compressed.toByteArray()));
            assertThat(refused.status()).isEqualTo(415);
        }
    }

    /** An upload that cannot be read as a form is not read of one who may not import. */
    @Test
    void whoMayNotImportUploadsNothing() {
        assertThat(upload(signedIn("VIEWER"), "garbage").status()).isEqualTo(403);
        assertThat(upload(signedIn("MANAGER"), "garbage").status()).isEqualTo(400);
    }

    @Test
    void anUploadIsAPost() {
        Answer refused = signedIn("OWNER")
                .with("Content-Type", UPLOAD)
                .send("PUT", IMPORT, HttpRequest.BodyPublishers.ofString(PART + "--limit--\r\n"));

        assertThat(refused.status()).isEqualTo(415);
    }

    private static Answer upload(Caller caller, String body) {
        return caller.with("Content-Type", UPLOAD).send("POST", IMPORT, HttpRequest.BodyPublishers.ofString(body));
    }

    private Caller signedIn() {
        return signedIn("VIEWER");
    }

    private Caller signedIn(String role) {
        String name = "user-" + UUID.randomUUID();
        server.addUser(name, role);
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
                + encoded(state.group(1));
    }

    private static String cookie(Answer page) {
        return page.headers().getOrDefault("set-cookie", List.of()).stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
    }
}
