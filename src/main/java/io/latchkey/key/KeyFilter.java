package io.latchkey.key;

import io.latchkey.problem.ProblemException;
import io.latchkey.rest.QueryParameters;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

/**
 * A filter for an organisation's keys; an empty criterion matches every key.
 *
 * @param externalId the key's id in another system
 * @param label a label that the key has
 */
record KeyFilter(Optional<String> externalId, Optional<Label> label) {

    /**
     * Reads the query parameters {@code externalId} and {@code label} ({@code name:value}).
     *
     * @throws ProblemException 400, if one is not valid
     */
    static KeyFilter of(UriInfo uri) {
        QueryParameters parameters = QueryParameters.of(uri);
        return new KeyFilter(
                parameters.text("externalId"), parameters.text("label").map(Label::parse));
    }

    boolean isEmpty() {
        return externalId.isEmpty() && label.isEmpty();
    }

    /** A label's name and value. */
    record Label(String name, String value) {

        private static Label parse(String text) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw ProblemException.invalid("label", "must be a name, a colon and a value");
            }
            return new Label(text.substring(0, colon), text.substring(colon + 1));
        }
    }

    /** Documents the parameters read by {@link #of} in the API description of the annotated method. */
    @Parameter(
            in = ParameterIn.QUERY,
            name = "externalId",
            description = "the key's id in another system",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "label",
            description = "a label of the key: its name, a colon, and its value",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Described {}
}
