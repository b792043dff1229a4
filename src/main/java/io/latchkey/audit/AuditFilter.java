package io.latchkey.audit;

import io.latchkey.json.IsoTime;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A filter for entries; an empty criterion matches every entry.
 *
 * @param from the start of the period, inclusive
 * @param until the end of the period, exclusive
 */
record AuditFilter(
        Optional<AuditAction> action,
        Optional<Long> keyNumber,
        Optional<String> subject,
        Optional<String> actor,
        Optional<Instant> from,
        Optional<Instant> until) {

    /** Matches every entry. */
    static final AuditFilter ALL = ofKey(Optional.empty());

    /** Returns a filter for the entries about a key; for all entries, if no number is given. */
    static AuditFilter ofKey(Optional<Long> keyNumber) {
        return new AuditFilter(
                Optional.empty(), keyNumber, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Reads the query parameters {@code action}, {@code key}, {@code subject}, {@code actor}, {@code from}
     * and {@code until}.
     *
     * @throws ProblemException 400, if one is not valid
     */
    static AuditFilter of(UriInfo uri) {
        QueryParameters parameters = QueryParameters.of(uri);
        return new AuditFilter(
                parameters.text("action").map(AuditFilter::action),
                parameters.number("key", 1, Long.MAX_VALUE),
                parameters.text("subject"),
                parameters.text("actor"),
                time(parameters, "from"),
                time(parameters, "until"));
    }

    private static AuditAction action(String name) {
        return Arrays.stream(AuditAction.values())
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid("action", "must be one of: " + Arrays.toString(AuditAction.values())));
    }

    private static Optional<Instant> time(QueryParameters parameters, String name) {
        return parameters.text(name).map(text -> IsoTime.from(text)
                .filter(time -> !time.isBefore(Instant.EPOCH))
                .orElseThrow(() -> ProblemException.invalid(name, IsoTime.EXPECTED)));
    }

    /** Documents the parameters read by {@link #of} in the API description of the annotated method. */
    @Parameter(
            in = ParameterIn.QUERY,
            name = "action",
            description = "the action",
            schema = @Schema(implementation = AuditAction.class))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "key",
            description = "the number of the key",
            schema = @Schema(type = "integer", format = "int64", minimum = "1"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "subject",
            description = "the name of the custom right, user or setting",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "actor",
            description = "the actor",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "from",
            description = "a date or time in ISO 8601: only entries from then on",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "until",
            description = "a date or time in ISO 8601: only entries before then",
            schema = @Schema(type = "string"))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Described {}
}
