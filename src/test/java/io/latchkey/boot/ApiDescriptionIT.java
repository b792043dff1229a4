package io.latchkey.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.right.AccessRight;
import io.latchkey.security.ApiMethod;
import io.latchkey.testing.Answer;
import io.latchkey.testing.DatabaseKind;
import io.latchkey.testing.LatchkeyServer;
import io.latchkey.testing.OnOneDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@OnOneDatabase(DatabaseKind.POSTGRESQL)
class ApiDescriptionIT {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String PROBLEM_SCHEMA = "/content/application~1problem+json/schema/$ref";

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

        Map<String, String> schemes =
                Map.of("apiKey", "basic", "accountUser", "basic", "apiKeyAsBearer", "bearer", "eventToken", "bearer");
        assertThat(components.get("securitySchemes").propertyNames())
                .containsExactlyInAnyOrderElementsOf(schemes.keySet());
        schemes.forEach((name, scheme) -> {
            assertThat(components.at("/securitySchemes/" + name + "/type").stringValue())
                    .isEqualTo("http");
            assertThat(components.at("/securitySchemes/" + name + "/scheme").stringValue())
                    .isEqualTo(scheme);
        });
        components.get("responses").forEachEntry((name, problem) -> assertThat(
                        problem.at(PROBLEM_SCHEMA).stringValue(""))
                .as(name)
                .isEqualTo("#/components/schemas/Problem"));
        assertThat(components.at("/responses/Problem429/headers").propertyNames())
                .containsExactly("Retry-After");
        assertThat(components.at("/schemas/Problem/properties/status/type").stringValue())
                .isEqualTo("integer");
    }

    @Test
    void hasNoMemberThatOpenApiDoesNotKnow() {
        JsonNode description = description();

        assertThat(description.propertyNames())
                .isSubsetOf("openapi", "info", "externalDocs", "servers", "paths", "components");
        // Of some servers it would be empty, and so invalid.
        assertThat(description.at("/externalDocs/url").stringValue("")).isEqualTo("/docs/");
    }

    @Test
    void everyOperationHasASummaryAndAnIdOfItsOwn() {
        List<String> ids = new ArrayList<>();
        forEachOperation((name, operation) -> {
            ids.add(operation.path("operationId").stringValue(""));
            assertThat(operation.path("summary").stringValue("")).as(name).isNotBlank();
            assertThat(operation.path("summary").stringValue("").length())
                    .as(name)
                    .isLessThanOrEqualTo(80);
        });

        assertThat(ids).hasSizeGreaterThan(80).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z]\\w+"));
    }

    @Test
    void everyOperationSaysWhatItAnswers() {
        forEachOperation((name, operation) -> {
            List<String> good = new ArrayList<>();
            operation.get("responses").forEachEntry((status, answer) -> {
                if (!status.startsWith("2")) {
                    assertThat(answer.path("$ref").stringValue(""))
                            .as("%s: %s", name, status)
                            .isEqualTo("#/components/responses/Problem" + status);
                    return;
                }
                good.add(status);
                assertThat(answer.path("description").stringValue("")).as(name).isNotBlank();
                if (status.equals("204")) {
                    assertThat(answer.has("content")).as(name).isFalse();
                    return;
                }
                assertThat(answer.path("content").propertyNames())
                        .as(name)
                        .isNotEmpty()
                        .noneMatch(type -> type.contains(";") || type.contains("*"));
                answer.get("content").forEach(content -> assertThat(saysWhatItIs(content.path("schema")))
                        .as(name)
                        .isTrue());
            });
            assertThat(good).as(name).hasSize(1).allMatch(status -> status.matches("200|201|204"));
        });
    }

    @Test
    void aMethodNamesTheProblemsThatItHas() {
        assertThat(answersOf("/manage/v1/keys/{number}", "patch"))
                .containsExactlyInAnyOrder("200", "400", "401", "403", "404", "409", "412", "413", "415", "429", "503");
        assertThat(answersOf("/manage/v1/keys", "post"))
                .contains("201", "409", "415")
                .doesNotContain("404", "412");
        assertThat(answersOf("/manage/v1/webhook", "get"))
                .contains("200", "404")
                .doesNotContain("409", "415");
        assertThat(answersOf("/manage/v1/webhook", "delete")).contains("204", "404");
        assertThat(answersOf("/verify", "get")).contains("204", "401", "403").doesNotContain("404");
    }

    @Test
    void headersThatClientsGoByAreThere() {
        assertThat(headersOf("/manage/v1/keys", "post", "201")).contains("ETag", "Location");
        assertThat(headersOf("/manage/v1/keys/{number}", "get", "200")).contains("ETag");
        assertThat(headersOf("/manage/v1/keys", "get", "200")).contains("Link");
        assertThat(headersOf("/api/v1/contacts", "get", "200")).contains("Link", "TotalCount", "X-Latchkey-Remaining");
        assertThat(headersOf("/verify", "get", "204")).contains("X-Latchkey-Key", "X-Latchkey-Right");
    }

    @Test
    void everyOperationNamesSchemesThatThereAre() {
        List<String> schemes =
                List.copyOf(description().at("/components/securitySchemes").propertyNames());
        forEachOperation((name, operation) -> {
            List<String> named = new ArrayList<>();
            operation.path("security").forEach(one -> named.addAll(one.propertyNames()));
            assertThat(named).as(name).isNotEmpty().isSubsetOf(schemes);
        });
        assertThat(schemesOf("/api/v2/event", "post")).containsExactly("apiKey", "eventToken");
        assertThat(schemesOf("/api/v2/past_events", "post")).containsExactly("apiKey", "eventToken");
        assertThat(schemesOf("/api/v1/events", "delete")).containsExactly("apiKey", "eventToken");
        assertThat(schemesOf("/api/v1/orders", "post")).containsExactly("apiKey");
        assertThat(schemesOf("/manage/v1/keys", "get")).containsExactly("accountUser");
        assertThat(schemesOf("/verify", "post")).containsExactly("apiKey", "accountUser");
        assertThat(schemesOf("/verify", "get")).containsExactly("apiKey", "apiKeyAsBearer");
    }

    @Test
    void noSchemaIsOfAJavaClass() {
        JsonNode schemas = description().at("/components/schemas");

        assertThat(schemas.propertyNames())
                .noneMatch(name -> name.matches("(?:Patch|Optional|EntityPart|MediaType|Multivalued|Item$).*"));
        schemas.forEachEntry((name, schema) -> {
            assertThat(name.equals("JsonNode") || saysWhatItIs(schema)).as(name).isTrue();
            schema.path("properties").forEachEntry((field, property) -> {
                assertThat(saysWhatItIs(property)).as("%s.%s", name, field).isTrue();
                assertThat(property.path("properties")).as("%s.%s", name, field).isEmpty();
            });
        });
        assertThat(schemas.at("/RotationRequest/properties/overlap/type").stringValue())
                .isEqualTo("string");
        assertThat(schemas.at("/BalanceDocument/properties/currency/type").stringValue())
                .isEqualTo("string");
    }

    @Test
    void whatIsOneOrAListIsBoth() {
        for (String place : List.of(
                "/components/schemas/SendResults/properties/results",
                "/components/schemas/StatusDocument/properties/results",
                "/paths/~1manage~1v1~1leaks/post/requestBody/content/application~1json/schema")) {
            JsonNode oneOf = description().at(place + "/oneOf");
            assertThat(oneOf).as(place).hasSize(2);
            assertThat(oneOf.get(1).at("/items/$ref"))
                    .as(place)
                    .isEqualTo(oneOf.get(0).get("$ref"));
            assertThat(description().at(place + "/type").isMissingNode())
                    .as(place)
                    .isTrue();
        }
    }

    @Test
    void whatARequestHasManyOfIsDescribedThoughEachIsReadByItself() {
        JsonNode schemas = description().at("/components/schemas");

        JsonNode orders = schemas.at("/OrdersRequest/properties/orders");
        assertThat(orders.at("/items/$ref").stringValue("")).isEqualTo("#/components/schemas/OrderRequest");
        assertThat(orders.path("maxItems").intValue()).isEqualTo(1000);
        JsonNode events = schemas.at("/PastEventsRequest/properties/events");
        assertThat(events.at("/items/$ref").stringValue("")).isEqualTo("#/components/schemas/PastEvent");
        assertThat(events.path("maxItems").intValue()).isEqualTo(500);
        assertThat(schemas.at("/OrderRequest/required").valueStream().map(JsonNode::stringValue))
                .contains("externalOrderId", "totalCost");
    }

    @Test
    void theResultsOfAnEmailAreAListInAnyCase() {
        JsonNode results = description().at("/components/schemas/EmailResults/properties/results");

        assertThat(results.propertyNames()).containsExactlyInAnyOrder("type", "items");
        assertThat(results.get("type").stringValue()).isEqualTo("array");
        assertThat(results.at("/items/$ref").stringValue()).isEqualTo("#/components/schemas/SendResult");
        assertThat(description()
                        .at("/paths/~1api~1v1~1message~1email/post/responses/200/content/application~1json/schema/$ref")
                        .stringValue())
                .isEqualTo("#/components/schemas/EmailResults");
    }

    @Test
    void whatAnEntryOfTheAuditLogChangedIsAnObject() {
        for (String field : List.of("before", "after")) {
            assertThat(description()
                            .at("/components/schemas/AuditDocument/properties/" + field + "/anyOf/0/type")
                            .stringValue())
                    .as(field)
                    .isEqualTo("object");
        }
    }

    @Test
    void whatAListLeavesOutIsNotRequired() {
        JsonNode listed = description()
                .at("/paths/~1api~1v1~1messages~1email/get/responses/200/content/application~1json/schema/items/$ref");

        assertThat(listed.stringValue()).isEqualTo("#/components/schemas/ListedEmailTemplate");
    }

    @Test
    void aProxyCanAskWithWhatIsDescribed() {
        List<String> parameters = new ArrayList<>();
        description()
                .at("/paths/~1verify/get/parameters")
                .forEach(parameter -> parameters.add(parameter.path("name").stringValue()));

        assertThat(parameters)
                .contains(
                        "organisation",
                        "right",
                        "X-Forwarded-Method",
                        "X-Forwarded-Uri",
                        "X-Original-Method",
                        "X-Original-URI");
    }

    @Test
    void aFieldOfAMergePatchIsItsValueOrNull() {
        JsonNode change = description().at("/components/schemas/KeyChange/properties");

        for (String field :
                List.of("customRight", "expiresAt", "allowedAddresses", "externalId", "labels", "rateLimit", "quota")) {
            assertThat(change.path(field).at("/anyOf/1/enum/0").isNull())
                    .as(field)
                    .isTrue();
        }
        assertThat(change.at("/expiresAt/anyOf/0/format").stringValue()).isEqualTo("date-time");
        assertThat(change.at("/quota/anyOf/0/$ref").stringValue()).isEqualTo("#/components/schemas/QuotaChange");
        assertThat(change.at("/labels/anyOf/0/additionalProperties").isMissingNode())
                .isFalse();
        assertThat(change.at("/labels/description").stringValue()).contains("null");
        assertThat(change.at("/description/type").stringValue()).isEqualTo("string");
    }

    @Test
    void aFieldOfAnAnswerThatMayBeNullSaysSo() {
        JsonNode schemas = description().at("/components/schemas");

        JsonNode email = schemas.at("/UserDocument/properties/email");
        assertThat(email.at("/anyOf/0/type").stringValue()).isEqualTo("string");
        assertThat(email.at("/anyOf/1/enum/0").isNull()).isTrue();
        assertThat(schemas.at("/KeyDocument/properties/quota/anyOf/0/$ref").stringValue())
                .isEqualTo("#/components/schemas/QuotaDocument");
        assertThat(schemas.at("/ContactDocument/properties/firstName/type").stringValue())
                .isEqualTo("string");
    }

    @Test
    void noAnswerHasANullThatTheDescriptionDoesNotAllow() {
        JsonNode description = description();
        server.makeKey(AccessRight.FULL);
        Map<String, String> answers = Map.of(
                "/manage/v1/keys", "KeyListDocument",
                "/manage/v1/users", "UserListDocument",
                "/manage/v1/audit", "AuditListDocument",
                "/manage/v1/audit/verification", "AuditVerificationDocument",
                "/manage/v1/notices", "NoticeListDocument");

        answers.forEach((path, schema) -> {
            Answer answer = server.admin().get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertNullsAreAllowed(path, answer.json(), description.at("/components/schemas/" + schema), description);
        });
    }

    private static void assertNullsAreAllowed(String place, JsonNode value, JsonNode schema, JsonNode description) {
        if (schema.has("$ref")) {
            JsonNode meant = description.at(schema.get("$ref").stringValue().substring(1));
            assertNullsAreAllowed(place, value, meant, description);
        } else if (schema.has("anyOf")) {
            assertThat(schema.at("/anyOf/1/enum/0").isNull()).as(place).isTrue();
            if (!value.isNull()) {
                assertNullsAreAllowed(place, value, schema.at("/anyOf/0"), description);
            }
        } else if (value.isArray()) {
            value.forEach(one -> assertNullsAreAllowed(place + "[]", one, schema.path("items"), description));
        } else if (value.isObject() && schema.has("properties")) {
            value.forEachEntry((name, one) -> assertNullsAreAllowed(
                    place + "." + name, one, schema.get("properties").path(name), description));
        } else {
            assertThat(value.isNull()).as(place).isFalse();
        }
    }

    @Test
    void theLastUseSaysHowOftenItIsWritten() {
        JsonNode schemas = description().at("/components/schemas");

        for (String key : List.of("KeyDocument", "Secret")) {
            JsonNode lastUsedAt = schemas.at("/" + key + "/properties/lastUsedAt");
            assertThat(lastUsedAt.path("description").stringValue("")).contains("latchkey.usage.flush-interval");
            assertThat(lastUsedAt.findValuesAsString("format")).as(key).containsExactly("date-time");
        }
    }

    @Test
    void everyParameterSaysWhatItIs() {
        forEachOperation((name, operation) -> operation.path("parameters").forEach(parameter -> assertThat(
                        saysWhatItIs(parameter.path("schema")))
                .as("%s: %s", name, parameter.path("name").stringValue(""))
                .isTrue()));
    }

    @Test
    void aBodyMustBeThereAndSaysWhatItIs() {
        forEachOperation((name, operation) -> {
            JsonNode body = operation.path("requestBody");
            if (body.isMissingNode()) {
                return;
            }
            assertThat(body.path("required").asBoolean(false)).as(name).isTrue();
            assertThat(body.path("content")).as(name).isNotEmpty();
            body.get("content").forEach(content -> assertThat(saysWhatItIs(content.path("schema")))
                    .as(name)
                    .isTrue());
        });
    }

    @Test
    void aFileIsAPartOfAForm() {
        JsonNode description = description();
        JsonNode content = description.at("/paths/~1api~1v1~1contacts~1upload/post/requestBody/content");

        assertThat(content.propertyNames()).containsExactlyInAnyOrder("multipart/form-data", "text/csv");
        JsonNode form = description.at(
                content.at("/multipart~1form-data/schema/$ref").stringValue().substring(1));
        assertThat(form.path("type").stringValue()).isEqualTo("object");
        assertThat(form.at("/properties/file/type").stringValue()).isEqualTo("string");
        assertThat(form.at("/properties/file/format").stringValue()).isEqualTo("binary");
        assertThat(form.at("/required/0").stringValue()).isEqualTo("file");
    }

    @Test
    void patternsAreNotJavasAlone() {
        List<String> patterns = description().findValuesAsString("pattern");

        assertThat(patterns).hasSizeGreaterThan(10).allSatisfy(pattern -> assertThat(pattern)
                .startsWith("^(?:")
                .endsWith(")$")
                .doesNotContainPattern("\\\\[pP]\\{")
                .doesNotContain("\\uDB40")
                .doesNotContainPattern("[*+?}]\\+"));
    }

    private void forEachOperation(BiConsumer<String, JsonNode> of) {
        description()
                .get("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (METHODS.contains(method)) {
                        of.accept(method + " " + path, operation);
                    }
                }));
    }

    private JsonNode operation(String path, String method) {
        return description().get("paths").get(path).get(method);
    }

    private Collection<String> answersOf(String path, String method) {
        return operation(path, method).get("responses").propertyNames();
    }

    private Collection<String> headersOf(String path, String method, String status) {
        JsonNode headers = operation(path, method).get("responses").get(status).path("headers");
        headers.forEach(header -> assertThat(header.propertyNames()).containsExactly("$ref"));
        return headers.propertyNames();
    }

    private List<String> schemesOf(String path, String method) {
        List<String> schemes = new ArrayList<>();
        operation(path, method).get("security").forEach(one -> schemes.addAll(one.propertyNames()));
        return schemes;
    }

    private static boolean saysWhatItIs(JsonNode schema) {
        if (schema.path("type").stringValue("").equals("array")) {
            return saysWhatItIs(schema.path("items"));
        }
        if (schema.has("oneOf")) {
            return schema.get("oneOf").valueStream().allMatch(ApiDescriptionIT::saysWhatItIs);
        }
        return schema.has("$ref") || schema.has("type") || schema.has("anyOf");
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
        assertThat(server.anonymous().get(script).header("X-Content-Type-Options"))
                .hasValue("nosniff");
        assertThat(server.anonymous().get("/docs/browser.js").status()).isEqualTo(200);
    }

    /** The library's own page, without our policy, would show whatever description an address names. */
    @Test
    void thePageOfTheLibraryIsNotGiven() {
        String script =
                server.anonymous().get("/docs/").body().replaceAll("(?s).*src=\"\\.\\.(/webjars/[^\"]+)\".*", "$1");
        for (String other : List.of("index.html", "swagger-initializer.js", "oauth2-redirect.html")) {
            assertThat(server.anonymous()
                            .get(script.replaceAll("[^/]*$", other))
                            .status())
                    .as(other)
                    .isEqualTo(404);
        }
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
