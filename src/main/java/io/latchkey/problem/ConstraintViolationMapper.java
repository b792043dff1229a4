package io.latchkey.problem;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Reports the parameters that violate a constraint; more specific than the server's own mapper of
 * {@code ValidationException}.
 */
@Provider
@Singleton
public class ConstraintViolationMapper implements ExceptionMapper<ConstraintViolationException> {

    private final ProblemResponses responses;

    @Inject
    public ConstraintViolationMapper(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    public Response toResponse(ConstraintViolationException invalid) {
        return responses.of(Problem.invalid(Violations.errors(invalid.getConstraintViolations())));
    }
}
