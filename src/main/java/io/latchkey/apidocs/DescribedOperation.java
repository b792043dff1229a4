package io.latchkey.apidocs;

import io.latchkey.request.ServletPaths;
import io.latchkey.security.ApiMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;

/**
 * Describes one method in one version.
 *
 * @param method the method as the product defines it
 * @param built the operation as the build has described it
 */
record DescribedOperation(ApiMethod method, Operation built) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)\\}");

    /** Returns the operation for the description. */
    Operation complete() {
        Operation operation = OASFactory.createOperation()
                .operationId(id())
                .addTag(tag())
                .summary(built.getSummary())
                .description(Stream.of(
                                SecuritySchemes.needed(method),
                                Optional.ofNullable(built.getDescription()).orElse(""))
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining("\n\n")))
                .parameters(parameters())
                .requestBody(body())
                .responses(DescribedAnswers.of(method, built));
        SecuritySchemes.schemes(method)
                .forEach(scheme -> operation.addSecurityRequirement(
                        OASFactory.createSecurityRequirement().addScheme(scheme)));
        return operation;
    }

    /** Returns the path segment after the version, or the first segment if the path has no version. */
    private String tag() {
        String[] steps = method.path().split("/", -1);
        return steps[steps.length > 3 ? 3 : 1];
    }

    /** Returns the id for generated clients, such as {@code getV1AccountInfo}. */
    private String id() {
        return method.httpMethod().toLowerCase(Locale.ROOT)
                + Arrays.stream(method.path().split("\\W+", -1))
                        .skip(method.path().startsWith(ServletPaths.VERIFY) ? 1 : 2)
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    /**
     * Returns the body as required, since a method that takes a body refuses a request without one
     * ({@link io.latchkey.rest.RequiredBody}).
     */
    private RequestBody body() {
        return Optional.ofNullable(built.getRequestBody())
                .map(body -> body.required(true))
                .orElse(null);
    }

    /** Returns the parameters that the build has found, and those of the path that no code reads. */
    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        Optional.ofNullable(built.getParameters()).ifPresent(parameters::addAll);
        parameters.removeIf(parameter -> "version".equals(parameter.getName()));
        Set<String> known = parameters.stream().map(Parameter::getName).collect(Collectors.toSet());
        PLACE.matcher(method.path())
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
}
