package io.latchkey.problem;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Handles a transaction that could not be committed like any other failure. More specific than Jersey's own
 * mapper, which rethrows it and so answers an unavailable database with a bare 500.
 */
@Provider
@Singleton
public class TransactionMapper implements ExceptionMapper<TransactionalException> {

    private final ThrowableMapper any;

    @Inject
    public TransactionMapper(ThrowableMapper any) {
        this.any = any;
    }

    @Override
    public Response toResponse(TransactionalException uncommitted) {
        return any.toResponse(uncommitted);
    }
}
