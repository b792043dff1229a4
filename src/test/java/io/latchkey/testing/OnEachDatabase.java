package io.latchkey.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs the test class against the product on H2 and on PostgreSQL. Its constructor takes the {@link LatchkeyServer},
 * which all such classes share, one after another: a test makes the keys and data it needs and expects no others to be missing.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.SAME_THREAD)
@ParameterizedClass(name = "{0}", autoCloseArguments = false)
@ArgumentsSource(RunningServers.class)
public @interface OnEachDatabase {}
