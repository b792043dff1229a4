package io.latchkey.database;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a transactional method to be retried when the database has rolled it back because of a deadlock
 * ({@link ConflictRetry#callAfterDeadlock}). Call it outside of any transaction, and through CDI.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RepeatedAfterDeadlock {}
