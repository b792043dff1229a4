package io.latchkey.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Sets a method's own limit for the size of its body, in place of that of {@link BodyLimit}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MaxBody {

    /** Returns the limit in bytes. */
    int value();
}
