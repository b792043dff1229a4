package io.latchkey.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** As {@link OnEachDatabase}, but on one of them: for what takes long and no database has a part in, or one alone. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.SAME_THREAD)
@ParameterizedClass(name = "{0}", autoCloseArguments = false)
@ArgumentsSource(RunningServer.class)
public @interface OnOneDatabase {

    /** Which one. */
    DatabaseKind value() default DatabaseKind.H2;
}
