package io.latchkey.problem;

import io.latchkey.database.DatabaseFault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;

/** Maps every exception thrown by a resource to a problem document, without disclosing internals. */
@Provider
@Singleton
public class ThrowableMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(ThrowableMapper.class.getName());

    private final ProblemResponses responses;

    @Inject
    public ThrowableMapper(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    public Response toResponse(Throwable error) {
        if (error instanceof ProblemException refused) {
            return responses.of(refused);
        }
        // A parameter's converter can throw only this; Jakarta REST turns anything else into a 404.
        if (error instanceof WebApplicationException http && http.getCause() instanceof ProblemException refused) {
            return responses.of(refused);
        }
        if (error instanceof WebApplicationException http && http.getResponse().getStatus() < 500) {
            return ofStatus(http.getResponse());
        }
        if (DatabaseFault.isChangedMeanwhile(error)) {
            return responses.of(Problem.of(
                    ProblemType.CHANGED_MEANWHILE,
                    "Read the resource again, then decide whether to repeat the change."));
        }
        Problem failure = ProblemResponses.failure(error, LOG, "A request failed");
        boolean inDoubt = DatabaseFault.isUnavailable(error) && DatabaseFault.isInDoubt(error);
        return responses.of(inDoubt ? ProblemResponses.IN_DOUBT : failure);
    }

    private Response ofStatus(Response thrown) {
        Response.ResponseBuilder response = Response.fromResponse(
                responses.of(Problem.ofStatus(thrown.getStatus(), StatusDetail.of(thrown.getStatus()))));
        // 405 must carry Allow (RFC 9110, section 15.5.6); the runtime has set it on the exception's
        // response.
        thrown.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response.build();
    }
}
