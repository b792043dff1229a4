package io.latchkey.problem;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Has a transaction that could not be committed answered like any other failure; nearer than Jersey's own mapper, which throws
 * it once more and so makes a bare 500 of a database that is away.
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
