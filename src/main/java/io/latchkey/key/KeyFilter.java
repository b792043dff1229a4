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
 * Which of an organisation's keys are asked for; what is empty does not matter.
 *
 * @param externalId the key's id in another system
 * @param label a label that the key has
 */
record KeyFilter(Optional<String> externalId, Optional<Label> label) {

    /**
     * Reads {@code externalId} and {@code label}, which is {@code name:value}.
     *
     * @throws ProblemException 400, when one is not valid
     */
    static KeyFilter of(UriInfo uri) {
        QueryParameters parameters = QueryParameters.of(uri);
        return new KeyFilter(
                parameters.text("externalId"), parameters.text("label").map(Label::parse));
    }

    boolean letsAllThrough() {
        return externalId.isEmpty() && label.isEmpty();
    }

    /** A label with its value. */
    record Label(String name, String value) {

        private static Label parse(String text) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw ProblemException.invalid("label", "must be a name, a colon and a value");
            }
            return new Label(text.substring(0, colon), text.substring(colon + 1));
        }
    }

    /** For the description of the API: what {@link #of} reads, on the methods that call it. */
    @Parameter(
            in = ParameterIn.QUERY,
            name = "externalId",
            description = "the key's id in another system",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "label",
            description = "a label of the key: its name, a colon and its value",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Described {}
}
