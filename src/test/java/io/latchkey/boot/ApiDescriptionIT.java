package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.security.ApiMethod;
import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@OnOneDatabase(DatabaseKind.POSTGRESQL)
class ApiDescriptionIT {

    private final LatchkeyServer server;

    ApiDescriptionIT(LatchkeyServer server) {
        this.server = server;
    }

    private JsonNode description() {
        Answer answer = server.anonymous().with("Accept", "application/json").get("/openapi");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static List<ApiMethod> supportedMethods() {
        List<ApiMethod> methods = new ArrayList<>(new ApiApplication().methods());
        methods.removeIf(method -> method.path().endsWith("{rest}"));
        return methods;
    }

    @Test
    void describesEveryMethodInEveryVersionWithItsRight() {
        JsonNode description = description();
        assertThat(description.get("openapi").stringValue()).startsWith("3.1");

        for (ApiMethod method : supportedMethods()) {
            JsonNode operation = description
                    .get("paths")
                    .path(method.path())
                    .path(method.httpMethod().toLowerCase(Locale.ROOT));
            assertThat(operation.path("description").stringValue(""))
                    .as("%s %s", method.httpMethod(), method.path())
                    .startsWith("Needs an API key with one of: FULL (Full access to API)");
            assertThat(operation.at("/security/0").propertyNames()).containsExactly("apiKey");
            assertThat(operation.get("responses").propertyNames()).contains("400", "401", "403", "429", "503");
        }
    }

    @Test
    void describesTheQuestionsOfOtherServices() {
        JsonNode paths = description().get("paths");

        assertThat(paths.get("/verify").propertyNames()).containsExactlyInAnyOrder("get", "post");
        assertThat(paths.at("/~1verify/post/operationId").stringValue()).isEqualTo("postVerify");
        assertThat(paths.propertyNames()).doesNotContain("/verify/http");
    }

    @Test
    void saysHowToAuthenticateAndWhatProblemsLookLike() {
        JsonNode components = description().get("components");

        assertThat(components.at("/securitySchemes/apiKey/type").stringValue()).isEqualTo("http");
        assertThat(components.at("/securitySchemes/apiKey/scheme").stringValue())
                .isEqualTo("basic");
        assertThat(components.at("/responses/Problem401/content").propertyNames())
                .containsExactly("application/problem+json");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        JsonNode description = description();
        List<String> references = description.findValuesAsString("$ref");

        assertThat(references).isNotEmpty();
        assertThat(references).allSatisfy(reference -> assertThat(
                        description.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void everyPlaceInAPathIsAParameter() {
        JsonNode paths = description().get("paths");

        assertThat(paths.propertyNames()).anyMatch(path -> path.contains("{"));
        paths.forEachEntry((path, item) -> item.forEach(
                operation -> assertThat(operation.path("parameters").findValuesAsString("name"))
                        .as(path)
                        .containsAll(Pattern.compile("\\{(\\w+)}")
                                .matcher(path)
                                .results()
                                .map(place -> place.group(1))
                                .toList())));
    }

    @Test
    void namesTheParametersOfASearch() {
        List<String> names =
                description().at("/paths/~1api~1v1~1contacts/get/parameters").findValuesAsString("name");

        assertThat(names).contains("email", "sms", "externalCustomerId", "startindex", "maxrows", "after");
    }

    @Test
    void theBrowserPageFindsItsLibrary() {
        Answer page = server.anonymous().get("/docs/");

        assertThat(page.status()).isEqualTo(200);
        String script = page.body().replaceAll("(?s).*src=\"\\.\\.(/webjars/[^\"]+)\".*", "$1");
        assertThat(server.anonymous().get(script).status()).isEqualTo(200);
        assertThat(server.anonymous().get("/docs/browser.js").status()).isEqualTo(200);
    }

    @Test
    void aBrowserFetchesAFileOnce() {
        Answer first = server.anonymous().get("/docs/browser.js");
        Answer again = server.anonymous()
                .with("If-Modified-Since", first.header("Last-Modified").orElseThrow())
                .get("/docs/browser.js");

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/..%2fWEB-INF/web.xml",
                "/docs/%2e%2e/WEB-INF/web.xml",
                "/docs/..;/WEB-INF/web.xml",
                "/docs/..%5cWEB-INF%5cweb.xml",
                "/docs//../WEB-INF/web.xml",
                "/docs/%252e%252e/WEB-INF/web.xml",
                "/docs/WEB-INF/web.xml",
                "/webjars/..%2f..%2fWEB-INF/classes/META-INF/microprofile-config.properties",
                "/webjars/%2e%2e/WEB-INF/web.xml",
                "/webjars/swagger-ui/"
            })
    void noFileOutsideOfThePageIsGiven(String path) {
        Answer answer = server.anonymous().get(path);
        assertThat(answer.status()).isIn(400, 401, 403, 404);
        assertThat(answer.body()).doesNotContain("<web-app", "latchkey.db", "f:view");
    }
}
