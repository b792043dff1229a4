package io.latchkey.apidocs;

import io.latchkey.request.ServletPaths;
import io.latchkey.security.ApiMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;

/**
 * Completes the OpenAPI description that the build generates from the resources: with the full paths in every
 * version and, for each method, the content of {@link DescribedOperation}.
 */
public final class DescribedMethods {

    private static final String EVERYTHING_BELOW = "{rest}";
    private static final String APPENDED_TO = ServletPaths.VERIFY + "/http";

    private DescribedMethods() {}

    /**
     * Completes the description in place.
     *
     * @param applications the methods of the Jakarta REST applications, by the application's path, such as
     *     {@code /api}
     */
    public static void complete(OpenAPI description, Map<String, List<ApiMethod>> applications) {
        // Some servers replace the build's version with their own when they read the description.
        description.setOpenapi("3.1.0");
        Map<String, PathItem> built = Map.copyOf(description.getPaths().getPathItems());
        TreeMap<String, PathItem> items = new TreeMap<>();
        applications.forEach((root, methods) -> add(root, methods, built, items));
        Paths paths = OASFactory.createPaths();
        items.forEach(paths::addPathItem);
        description.setPaths(paths);
        ForeignMembers.empty(description);
        PatchSchemas.replace(description.getComponents());
        AlternativeSchemas.write(description.getComponents());
        NullableFields.write(description.getComponents());
        PortablePatterns.write(description.getComponents(), items.values());
        // Clients may send any value here.
        description
                .getComponents()
                .addSchema("JsonNode", OASFactory.createSchema().description("Any JSON"));
    }

    private static void add(
            String root, List<ApiMethod> methods, Map<String, PathItem> built, Map<String, PathItem> items) {
        for (ApiMethod method : methods) {
            if (method.path().endsWith(EVERYTHING_BELOW) || method.path().equals(APPENDED_TO)) {
                // Not for clients: methods that only answer 501, and the path to which a proxy appends another one.
                continue;
            }
            PathItem.HttpMethod httpMethod = PathItem.HttpMethod.valueOf(method.httpMethod());
            String below = method.path().substring(root.length());
            operation(built, below.isEmpty() ? "/" : below, httpMethod)
                    .ifPresent(operation -> items.computeIfAbsent(method.path(), path -> OASFactory.createPathItem())
                            .setOperation(httpMethod, new DescribedOperation(method, operation).complete()));
        }
    }

    /**
     * Finds the build's operation for a path. For a method that has several versions, the build has a
     * parameter in place of the version.
     */
    private static Optional<Operation> operation(
            Map<String, PathItem> built, String path, PathItem.HttpMethod httpMethod) {
        return Optional.ofNullable(built.get(path))
                .or(() -> Optional.ofNullable(built.get(path.replaceFirst("^/v\\d+", "/{version}"))))
                .map(item -> item.getOperations().get(httpMethod));
    }
}
