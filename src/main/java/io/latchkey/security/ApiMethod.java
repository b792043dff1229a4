package io.latchkey.security;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method of a Jakarta REST application in one of its versions, as seen by callers.
 *
 * @param httpMethod the HTTP method, such as {@code GET}
 * @param path the path from the root of the server, with parameters by name:
 *     <code>/api/v1/contact/{id}</code>
 * @param roles the roles, of which a caller needs one
 */
public record ApiMethod(String httpMethod, String path, Set<String> roles) {

    /** As written in resources: <code>{version: v[123]}</code>. */
    private static final Pattern VERSIONS = Pattern.compile("\\{version:\\s*v\\[(\\d+)]}");

    /** A parameter with its regular expression, which may itself contain a pair of braces. */
    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*(\\w+)\\s*(?::(?:[^{}]|\\{[^{}]*})*)?}");

    public ApiMethod {
        roles = Set.copyOf(roles);
    }

    /** Returns all methods of an application at the given path, read from its resources, ordered by path. */
    public static List<ApiMethod> of(String root, Set<Class<?>> resources) {
        List<ApiMethod> methods = new ArrayList<>();
        for (Class<?> resource : resources) {
            Path path = resource.getAnnotation(Path.class);
            if (path != null) {
                addMethods(resource, join(root, path.value()), methods);
            }
        }
        return methods.stream()
                // Several Java methods can implement one API method for different media types.
                .distinct()
                .sorted(Comparator.comparing(ApiMethod::path).thenComparing(ApiMethod::httpMethod))
                .toList();
    }

    private static void addMethods(Class<?> resource, String resourcePath, List<ApiMethod> methods) {
        for (Method method : resource.getMethods()) {
            Optional<String> httpMethod = httpMethod(method);
            if (httpMethod.isEmpty()) {
                continue;
            }
            Path path = method.getAnnotation(Path.class);
            String template = path == null ? resourcePath : join(resourcePath, path.value());
            Set<String> roles = RequiredRoles.of(method, resource).orElse(Set.of());
            for (String versioned : versions(template)) {
                methods.add(new ApiMethod(
                        httpMethod.get(), PARAMETER.matcher(versioned).replaceAll("{$1}"), roles));
            }
        }
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(annotation -> annotation != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static List<String> versions(String template) {
        Matcher versions = VERSIONS.matcher(template);
        if (!versions.find()) {
            return List.of(template);
        }
        return versions.group(1)
                .chars()
                .mapToObj(digit -> versions.replaceFirst("v" + (char) digit))
                .toList();
    }

    private static String join(String parent, String child) {
        if (child.isEmpty()) {
            return parent;
        }
        String start = parent.endsWith("/") ? parent.substring(0, parent.length() - 1) : parent;
        return child.startsWith("/") ? start + child : start + "/" + child;
    }
}
