package io.latchkey.database;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Implements {@link RepeatedAfterDeadlock} around the transaction: its priority precedes that of
 * {@code Transactional}.
 */
@RepeatedAfterDeadlock
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class RepeatedAfterDeadlockInterceptor {

    @AroundInvoke
    Object repeat(InvocationContext transaction) throws Exception {
        return ConflictRetry.callAfterDeadlock(transaction::proceed);
    }
}
