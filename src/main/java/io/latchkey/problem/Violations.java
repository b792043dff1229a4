package io.latchkey.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Says the violations of Jakarta Validation in the words of a problem document. */
public final class Violations {

    /** Errors: enough for a person; what is in error everywhere must not cost more than that. */
    private static final int MAX_ERRORS = 100;

    private Violations() {}

    /**
     * What is wrong with a value, at most 100 errors. A list that is longer than it may be is all that is said then: its
     * entries are not looked at, since hundreds of thousands fit into a body.
     */
    public static List<FieldError> of(Object value, Validator validator) {
        List<FieldError> overlong = OverlongLists.in(value);
        List<FieldError> errors = overlong.isEmpty() ? errors(validator.validate(value)) : overlong;
        return errors.stream().limit(MAX_ERRORS).toList();
    }

    /** One error a violation, in the order of the fields' names. */
    public static List<FieldError> errors(Collection<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> new FieldError(field(violation.getPropertyPath()), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::detail))
                .toList();
    }

    private static String field(Path path) {
        StringBuilder field = new StringBuilder();
        for (Path.Node node : path) {
            // The Java method is of no interest to the caller; its parameter has the name the caller used.
            if (node.getKind() == ElementKind.METHOD) {
                continue;
            }
            if (node.getIndex() != null) {
                field.append('[').append(node.getIndex()).append(']');
            }
            if (node.getName() == null || node.getName().startsWith("<")) {
                continue;
            }
            if (!field.isEmpty()) {
                field.append('.');
            }
            field.append(node.getName());
        }
        return field.toString();
    }
}
