package io.latchkey.template;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A tag or a key: one line of 1 to 100 characters. */
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
@NotBlank
@Size(max = 100)
@OneLine
@ReportAsSingleViolation
@Constraint(validatedBy = {})
public @interface Label {

    String message() default "must be one line of 1 to 100 characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
