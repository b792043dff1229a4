package io.latchkey.boot;

import io.latchkey.problem.Problem;
import io.latchkey.right.AccessRight;
import io.latchkey.security.ApiMethod;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Completes the OpenAPI description that the build has made of the resources: full paths in every version, the security
 * scheme and the access right of each method, and the problems that it may answer with.
 */
public class ApiDescription implements OASFilter {

    private static final String API_KEY = "apiKey";
    private static final String ACCOUNT_USER = "accountUser";
    private static final String SCHEMA_REF = "#/components/schemas/";
    private static final String EVERYTHING_BELOW = "{rest}";
    private static final String VERIFY = "/verify";
    private static final String KEPT = "/verify/http";
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)\\}");
    private static final List<Integer> PROBLEMS = List.of(400, 401, 403, 404, 415, 429, 503);

    @Override
    public void filterOpenAPI(OpenAPI description) {
        description.setOpenapi("3.1.0");
        description.setInfo(OASFactory.createInfo()
                .title("Latchkey")
                .version("v1")
                .description(
                        "The API that Latchkey's keys open (/api: any user name, the API key as the password), and the"
                                + " management of the keys (/manage: a user's name and password). Other services ask at"
                                + " /verify about the keys that they are sent."));
        Map<String, PathItem> built = Map.copyOf(description.getPaths().getPathItems());
        TreeMap<String, PathItem> items = new TreeMap<>();
        addMethods(new ApiApplication(), "/api", API_KEY, built, items);
        addMethods(new ManageApplication(), "/manage", ACCOUNT_USER, built, items);
        addMethods(new VerifyApplication(), VERIFY, API_KEY, built, items);
        Paths paths = OASFactory.createPaths();
        items.forEach(paths::addPathItem);
        description.setPaths(paths);
        addComponents(description);
    }

    private static void addMethods(
            BeanApplication application,
            String root,
            String scheme,
            Map<String, PathItem> built,
            Map<String, PathItem> items) {
        for (ApiMethod method : application.methods()) {
            if (method.path().endsWith(EVERYTHING_BELOW) || method.path().equals(KEPT)) {
                // What answers 501 alone is nothing to call, nor is what a proxy appends a path to.
                continue;
            }
            PathItem.HttpMethod httpMethod = PathItem.HttpMethod.valueOf(method.httpMethod());
            String below = method.path().substring(root.length());
            operation(built, below.isEmpty() ? "/" : below, httpMethod)
                    .ifPresent(operation -> items.computeIfAbsent(method.path(), path -> OASFactory.createPathItem())
                            .setOperation(httpMethod, complete(operation, method, scheme)));
        }
    }

    /** The build knows a method that has several versions by a parameter in the version's place. */
    private static Optional<Operation> operation(
            Map<String, PathItem> built, String path, PathItem.HttpMethod httpMethod) {
        return Optional.ofNullable(built.get(path))
                .or(() -> Optional.ofNullable(built.get(path.replaceFirst("^/v\\d+", "/{version}"))))
                .map(item -> item.getOperations().get(httpMethod));
    }

    private static Operation complete(Operation built, ApiMethod method, String scheme) {
        return OASFactory.createOperation()
                .operationId(id(method))
                .addTag(tag(method))
                .summary(built.getSummary())
                .description(rights(method, scheme))
                .parameters(parameters(built, method.path()))
                .requestBody(built.getRequestBody())
                .responses(responses(built))
                .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(scheme));
    }

    /** What follows the version, or the path as a whole where it has none. */
    private static String tag(ApiMethod method) {
        String[] steps = method.path().split("/", -1);
        return steps[steps.length > 3 ? 3 : 1];
    }

    /** For generated clients: {@code getV1AccountInfo}. */
    private static String id(ApiMethod method) {
        return method.httpMethod().toLowerCase(Locale.ROOT)
                + Arrays.stream(method.path().split("\\W+", -1))
                        .skip(method.path().startsWith(VERIFY) ? 1 : 2)
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    private static String rights(ApiMethod method, String scheme) {
        if (method.roles().isEmpty()) {
            return "Asks about the API key that the request presents, whatever its right.";
        }
        if (scheme.equals(ACCOUNT_USER)) {
            return method.roles().stream()
                    .sorted()
                    .collect(Collectors.joining(", ", "Needs a user with one of the roles: ", "."));
        }
        return Arrays.stream(AccessRight.values())
                .filter(right -> right.opens(method.roles()))
                .map(right -> right.name() + " (" + right.label() + ")")
                .collect(Collectors.joining(", ", "Needs an API key with one of: ", "."));
    }

    /** Those that the build knows, and those of the path that no code asks for. */
    private static List<Parameter> parameters(Operation built, String path) {
        List<Parameter> parameters = new ArrayList<>();
        Optional.ofNullable(built.getParameters()).ifPresent(parameters::addAll);
        parameters.removeIf(parameter -> "version".equals(parameter.getName()));
        Set<String> known = parameters.stream().map(Parameter::getName).collect(Collectors.toSet());
        PLACE.matcher(path)
                .results()
                .map(place -> place.group(1))
                .filter(name -> !known.contains(name))
                .map(name -> OASFactory.createParameter()
                        .name(name)
                        .in(Parameter.In.PATH)
                        .required(true)
                        .schema(OASFactory.createSchema()))
                .forEach(parameters::add);
        return parameters;
    }

    private static APIResponses responses(Operation built) {
        APIResponses responses = OASFactory.createAPIResponses();
        // What the build calls the default is the one answer that the method's return type tells of.
        Optional.ofNullable(built.getResponses())
                .map(all -> all.getAPIResponse("default"))
                .ifPresent(answer -> responses.addAPIResponse("2XX", answer.description("Done")));
        PROBLEMS.forEach(status -> responses.addAPIResponse(
                Integer.toString(status),
                OASFactory.createAPIResponse().ref("#/components/responses/Problem" + status)));
        return responses;
    }

    private static void addComponents(OpenAPI description) {
        description
                .getComponents()
                .addSecurityScheme(API_KEY, basic("Any user name; the API key as the password (RFC 7617)."))
                .addSecurityScheme(ACCOUNT_USER, basic("The name and password of an account user (RFC 7617)."))
                // What a client may send as it likes.
                .addSchema("JsonNode", OASFactory.createSchema().description("Any JSON"))
                .addSchema(
                        "Problem",
                        OASFactory.createSchema()
                                .description("A problem document (RFC 9457)")
                                .addProperty("type", OASFactory.createSchema())
                                .addProperty("title", OASFactory.createSchema())
                                .addProperty("status", OASFactory.createSchema())
                                .addProperty("detail", OASFactory.createSchema())
                                .addProperty("errors", OASFactory.createSchema())
                                .addProperty("requestId", OASFactory.createSchema()));
        PROBLEMS.forEach(status -> description.getComponents().addResponse("Problem" + status, problem(status)));
    }

    private static APIResponse problem(int status) {
        return OASFactory.createAPIResponse()
                .description(Response.Status.fromStatusCode(status).getReasonPhrase())
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(SCHEMA_REF + "Problem"))));
    }

    private static SecurityScheme basic(String about) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("basic")
                .description(about);
    }
}
