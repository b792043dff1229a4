package io.latchkey.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A problem document (RFC 9457), the body of every refusal and failure.
 *
 * @param type identifies the kind of problem to programs ({@link ProblemType#uri()})
 * @param title the kind in words, the same for each occurrence
 * @param status the HTTP status code
 * @param detail explains this occurrence; never holds a credential nor what the caller sent
 * @param errors the fields that are not valid, or conflict with what is stored; left out of the document if
 *     there are none
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonProperty("errors")
        List<FieldError> errors) {

    /** The media type of the document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** Returns a problem of one of the product's own kinds. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type.uri(), type.title(), type.status(), detail, List.of());
    }

    /** Returns the problem of an invalid request, with an error for each field. */
    public static Problem invalid(List<FieldError> errors) {
        ProblemType type = ProblemType.INVALID_REQUEST;
        String detail = errors.size() == 1 ? "One field is not valid." : errors.size() + " fields are not valid.";
        return new Problem(type.uri(), type.title(), type.status(), detail, errors);
    }

    /** Returns the problem of a request that conflicts with stored data, and the field that does. */
    public static Problem conflict(String field, String detail) {
        return conflict(List.of(new FieldError(field, detail)));
    }

    /** Returns the same for several fields, whose details are sentences. */
    public static Problem conflict(List<FieldError> errors) {
        ProblemType type = ProblemType.CONFLICT;
        String detail = errors.stream().map(FieldError::detail).collect(Collectors.joining(" "));
        return new Problem(type.uri(), type.title(), type.status(), detail, errors);
    }

    /**
     * Returns a problem that its HTTP status code describes completely ({@code about:blank}, RFC 9457 section
     * 4.2.1).
     */
    public static Problem ofStatus(int status, String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return new Problem("about:blank", title, status, detail, List.of());
    }
}
