package io.latchkey.contact;

import io.latchkey.problem.ProblemException;
import io.latchkey.rest.PageRequest;
import io.latchkey.rest.QueryParameters;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;

/**
 * The criteria of a search; absent ones do not restrict it. Texts must match exactly, except for the case of
 * names and e-mail addresses.
 */
record ContactCriteria(
        Optional<String> email,
        Optional<String> sms,
        Optional<String> externalCustomerId,
        Optional<List<Long>> ids,
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<Long> groupId,
        Optional<String> groupName) {

    /**
     * Reads the criteria from a request's query parameters.
     *
     * @throws ProblemException 400, when one is too long or no index supports the combination
     */
    static ContactCriteria of(UriInfo uri) {
        QueryParameters parameters = QueryParameters.of(uri);
        ContactCriteria criteria = new ContactCriteria(
                parameters.text("email"),
                parameters.text("sms", "phone"),
                parameters.text("externalCustomerId"),
                parameters.ids(PageRequest.MAX_ROWS, "ids"),
                parameters.text("firstname", "firstName"),
                parameters.text("lastname", "lastName"),
                parameters.number("groupId", 1, Long.MAX_VALUE),
                parameters.text("group", "groupName"));
        boolean names = criteria.firstName.isPresent() || criteria.lastName.isPresent();
        if (names && criteria.namesGroup() && !criteria.identifies()) {
            throw ProblemException.invalid(
                    criteria.groupId.isPresent() ? "groupId" : "group", "must not be combined with a name alone");
        }
        return criteria;
    }

    /** Returns whether the criteria can match only a few contacts. */
    boolean identifies() {
        return email.isPresent() || sms.isPresent() || externalCustomerId.isPresent() || ids.isPresent();
    }

    boolean namesGroup() {
        return groupId.isPresent() || groupName.isPresent();
    }

    /** Describes the parameters read by {@link #of}, for the methods that call it. */
    @Parameter(
            in = ParameterIn.QUERY,
            name = "email",
            description = "the e-mail address",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "sms",
            description = "the phone number",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "phone",
            description = "the same as sms",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "externalCustomerId",
            description = "the contact's id in another system",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "ids",
            description = "ids of contacts, separated by commas; at most 500",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "firstname",
            description = "the whole first name",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "firstName",
            description = "the same as firstname",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "lastname",
            description = "the whole last name",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "lastName",
            description = "the same as lastname",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "groupId",
            description = "the id of a segment",
            schema = @Schema(type = "integer", format = "int64", minimum = "1"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "group",
            description = "the name of a segment",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "groupName",
            description = "the same as group",
            schema = @Schema(type = "string", maxLength = QueryParameters.MAX_TEXT))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Described {}
}
